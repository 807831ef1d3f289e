package dev.synap.bench.http;

import dev.synap.bench.report.CpuTime;
import dev.synap.bench.sample.Subjects;
import dev.synap.store.DatabaseSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Synap's server in a JVM of its own, as {@code ./synap start} runs it, on the database of the benchmark. */
public final class ServerProcess implements AutoCloseable {

    /** Chosen for a server that lives for minutes on the loopback address. */
    public static final String KEY = "synap_bench_for_measuring_only";

    private static final String MAIN_CLASS = "dev.synap.server.SynapServer";
    private static final long START_SECONDS = 120;
    private static final long POLL_MILLIS = 50;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s*(\\d+) kB");
    private static final Pattern LIVE_BYTES = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private final Process process;
    private final int port;
    private final Path output;

    private ServerProcess(Process process, int port, Path output) {
        this.process = process;
        this.port = port;
        this.output = output;
    }

    /** Starts it, and waits until it says that it is healthy. */
    public static ServerProcess start(DatabaseSettings database, Path directory) throws Exception {
        Files.createDirectories(directory);
        int port = freePort();
        Path output = directory.resolve("server.log");
        ProcessBuilder builder = new ProcessBuilder(
                        java("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseCompactObjectHeaders",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MAIN_CLASS)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("SYNAP_PORT", Integer.toString(port));
        builder.environment().put("SYNAP_REALTIME_PORT", "0");
        builder.environment().put("SYNAP_DATABASE_URL", database.jdbcUrl());
        builder.environment().put("PGUSER", database.user());
        builder.environment().put("PGPASSWORD", database.password());
        builder.environment().put("SYNAP_ADMIN_KEY", KEY);
        ServerProcess server = new ServerProcess(builder.start(), port, output);
        try {
            server.awaitHealth();
            return server;
        } catch (Exception e) {
            server.close();
            throw e;
        }
    }

    /** Where it listens, on the loopback address. */
    public int port() {
        return port;
    }

    /** Makes the workspaces that are written to, as {@link Subjects#workspace} names them. */
    public void createWorkspaces(int count) throws IOException {
        try (ApiConnection connection = new ApiConnection(this)) {
            for (int i = 0; i < count; i++) {
                String id = Subjects.workspace(i);
                String body = "{\"workspaceId\":\"" + id + "\",\"name\":\"" + id + "\"}";
                int status = connection.send("POST", "/api/v1/workspaces", body);
                if (status != 201) {
                    throw new IOException("a workspace was answered with " + status + ": " + connection.body());
                }
            }
        }
    }

    /** The CPU time that it has taken so far, in seconds. */
    public double cpuSeconds() throws IOException {
        return CpuTime.of(process.toHandle());
    }

    /** What the process takes of the machine's memory now, in bytes. */
    public long residentBytes() throws IOException {
        String status = Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
        return 1024 * number(RESIDENT, status);
    }

    /** What is left in use on the heap when all that is garbage has been collected, in bytes. */
    public long liveHeapBytes() throws IOException {
        Process jcmd = new ProcessBuilder(java("jcmd"), Long.toString(process.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        return number(LIVE_BYTES, new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static long number(Pattern pattern, String text) throws IOException {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IOException("no " + pattern + " in what the system said");
        }
        return Long.parseLong(found.group(1));
    }

    private void awaitHealth() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!isHealthy()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                List<String> lines = Files.readAllLines(output);
                throw new IOException("the server did not start; it said: "
                        + String.join(" / ", lines.subList(Math.max(0, lines.size() - 5), lines.size())));
            }
            process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean isHealthy() {
        try (KeepAliveConnection connection = new KeepAliveConnection(port)) {
            return connection.exchange(
                            "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
