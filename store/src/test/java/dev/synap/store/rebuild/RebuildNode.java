package dev.synap.store.rebuild;

import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.log.PostgresEventLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** A server of its own that only works on rebuilds. */
final class RebuildNode implements AutoCloseable {

    private final Process process;

    private RebuildNode(Process process) {
        this.process = process;
    }

    static RebuildNode start(String url) throws IOException {
        return new RebuildNode(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RebuildNode.class.getName(),
                        url)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] args) throws InterruptedException {
        try (Database database = Database.connect(DatabaseSettings.parse(args[0]));
                PostgresEventLog log = new PostgresEventLog(database, Clock.systemUTC(), (w, s, f, t) -> {});
                Rebuilds rebuilds =
                        new Rebuilds(database, log, LiveDatabase.settings().withWorkers(1))) {
            rebuilds.start();
            new CountDownLatch(1).await();
        }
    }
}
