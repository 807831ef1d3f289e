package dev.synap.store.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;

/** A JVM of its own that starts the server in a directory, commits a table {@code kept} and waits to be killed. */
final class SecondProcess implements AutoCloseable {

    private final Process process;

    private SecondProcess(Process process) {
        this.process = process;
    }

    /** Returns when the server runs. */
    static SecondProcess startingPostgresIn(Path dataDir) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SecondProcess.class.getName(),
                        dataDir.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader output = process.inputReader();
        if (!"started".equals(output.readLine())) {
            process.destroyForcibly();
            throw new IllegalStateException("The second process did not start");
        }
        return new SecondProcess(process);
    }

    public static void main(String[] args) throws Exception {
        LocalPostgres postgres = LocalPostgres.start(LocalPostgresSettings.at(Path.of(args[0])));
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        System.out.println("started");
        Thread.currentThread().join();
    }

    long pid() {
        return process.pid();
    }

    /** kill -9: nothing of it gets a chance to clean up. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Override
    public void close() {
        kill();
    }
}
