package dev.synap.bench.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Calls of the HTTP API of a server of the benchmark, over one connection that is kept open.
 *
 * <p>Not thread-safe.
 */
public final class ApiConnection implements AutoCloseable {

    private final KeepAliveConnection connection;
    private final String headers;

    public ApiConnection(ServerProcess server) {
        this.connection = new KeepAliveConnection(server.port());
        this.headers = " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\nAuthorization: Bearer "
                + ServerProcess.KEY + "\r\nUser-Agent: synap-bench\r\n";
    }

    /** Reads what is at a path; gives the status. */
    public int get(String path) throws IOException {
        return connection.exchange(("GET " + path + headers + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Sends a body to a path; gives the status.
     *
     * @param method such as POST
     * @param json in ASCII
     */
    public int send(String method, String path, String json) throws IOException {
        return connection.exchange((method + " " + path + headers + "Content-Type: application/json\r\nContent-Length: "
                        + json.length() + "\r\n\r\n" + json)
                .getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The body of the last answer. */
    public String body() {
        return connection.body();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
