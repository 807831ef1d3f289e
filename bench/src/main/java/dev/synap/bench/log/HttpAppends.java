package dev.synap.bench.log;

import dev.synap.bench.load.Side;
import dev.synap.bench.load.Worker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writers who append one event at a time over HTTP, each on a connection that it keeps open. */
final class HttpAppends implements Side {

    private static final int CREATED = 201;

    private final List<Writer> writers = new ArrayList<>();

    HttpAppends(int port, String key, SampleEvents events, int connections, int workspaces) throws IOException {
        for (int i = 0; i < connections; i++) {
            Subjects subjects = Subjects.fresh("h", i, workspaces);
            writers.add(new Writer(new KeepAliveConnection(port), port, key, events, subjects));
        }
    }

    @Override
    public List<? extends Worker> workers() {
        return writers;
    }

    @Override
    public void close() throws IOException {
        for (Writer writer : writers) {
            writer.connection.close();
        }
    }

    private record Writer(KeepAliveConnection connection, int port, String key, SampleEvents events, Subjects subjects)
            implements Worker {

        @Override
        public long work() throws IOException {
            subjects.next();
            int status = connection.exchange(request());
            if (status != CREATED) {
                throw new IOException("an append was answered with " + status + ": " + connection.body());
            }
            subjects.grown();
            return 1;
        }

        private byte[] request() {
            String body = "{\"events\":[{\"type\":\"" + SampleEvents.TYPE + "\",\"subjectId\":\"" + subjects.id()
                    + "\",\"subjectType\":\"note\",\"source\":\"" + SampleEvents.SOURCE + "\",\"data\":"
                    + events.data(subjects.random()).text() + "}],\"expectedVersions\":{\"" + subjects.id() + "\":"
                    + subjects.version() + "}}";
            String request =
                    "POST /api/v1/workspaces/" + subjects.workspaceId() + "/events HTTP/1.1\r\nHost: 127.0.0.1:"
                            + port + "\r\nAuthorization: Bearer " + key
                            + "\r\nUser-Agent: synap-bench\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body;
            return request.getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
