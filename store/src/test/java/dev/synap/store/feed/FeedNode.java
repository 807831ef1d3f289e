package dev.synap.store.feed;

import dev.synap.core.event.EventDraft;
import dev.synap.core.log.AppendRequest;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.log.TestEvents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A server of its own: another JVM with a log and a feed, which appends what it is sent by lines of
 * {@code workspace eventId subject}, and answers each with the event's id.
 *
 * <p>To be used by one thread.
 */
final class FeedNode implements AutoCloseable {

    private final Process process;
    private final PrintWriter input;
    private final BufferedReader output;

    private FeedNode(Process process) {
        this.process = process;
        this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Returns when the node is at work. */
    static FeedNode start(String url) throws IOException {
        FeedNode node = new FeedNode(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FeedNode.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
        if (!"ready".equals(node.output.readLine())) {
            node.close();
            throw new IllegalStateException("the node did not start");
        }
        return node;
    }

    void send(String workspace, String eventId, String subject) {
        input.println(workspace + " " + eventId + " " + subject);
    }

    /** The id of an event that is stored; null when the node has died. */
    @Nullable
    String answer() {
        try {
            return output.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        FeedSettings settings = FeedSettings.defaults()
                .withPoll(Duration.ofMillis(200))
                .withLeaseFor(Duration.ofSeconds(2))
                .withBatch(20, 1_000_000);
        try (Database database = Database.connect(DatabaseSettings.parse(args[0]));
                PostgresEventLog log = new PostgresEventLog(database, Clock.systemUTC(), (w, s, f, t) -> {});
                Feed feed = new Feed(
                        database,
                        log,
                        List.of(
                                new Scribe("echoes", true, workspace -> true),
                                new Scribe("rows", false, workspace -> true)),
                        settings)) {
            feed.start();
            System.out.println("ready");
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            Semaphore atOnce = new Semaphore(16);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                atOnce.acquire();
                Thread.ofVirtual().start(() -> {
                    log.append(AppendRequest.of(
                                    words[0],
                                    List.of(TestEvents.event(EventDraft.of("note.updated")
                                            .id(words[1])
                                            .subject(words[2])))))
                            .orThrow();
                    atOnce.release();
                    System.out.println(words[1]);
                });
            }
        }
    }
}
