package dev.synap.store.log;

import dev.synap.core.event.EventDraft;
import dev.synap.core.json.Json;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.ExpectedVersion;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server of its own: another JVM with a log on the same database, spoken to by lines.
 *
 * <pre>
 * to it:    number workspace subject=version,… (or -) event@subject,event@subject,…
 * from it:  number ok|repeated event@position@version,… | conflict subject current | duplicate event | failed code
 * </pre>
 *
 * <p>Thread-safe.
 */
final class NodeProcess implements AutoCloseable {

    private final Process process;
    private final PrintWriter input;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, CompletableFuture<String>> open = new ConcurrentHashMap<>();

    private NodeProcess(Process process) {
        this.process = process;
        this.input = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    /** Returns when the node is connected. */
    static NodeProcess start(String url) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeProcess.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        NodeProcess node = new NodeProcess(process);
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        if (!"ready".equals(output.readLine())) {
            node.close();
            throw new IllegalStateException("the node did not start");
        }
        Thread.ofVirtual().start(() -> node.readAnswers(output));
        return node;
    }

    /** Sends an append; the answer is a line, or {@code lost} when the node died without one. */
    CompletableFuture<String> send(String append) {
        String number = String.valueOf(numbers.incrementAndGet());
        CompletableFuture<String> answer = new CompletableFuture<>();
        open.put(number, answer);
        synchronized (input) {
            input.println(number + " " + append);
        }
        if (!process.isAlive()) {
            answer.complete("lost");
        }
        return answer;
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private void readAnswers(BufferedReader output) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                int space = line.indexOf(' ');
                CompletableFuture<String> answer = open.remove(line.substring(0, space));
                if (answer != null) {
                    answer.complete(line.substring(space + 1));
                }
            }
        } catch (IOException e) {
            // The node was killed in the midst of a line, which then is no answer.
        }
        process.onExit().join();
        open.values().forEach(answer -> answer.complete("lost"));
    }

    public static void main(String[] args) throws IOException {
        try (Database database = Database.connect(DatabaseSettings.parse(args[0]));
                EventLog log = new PostgresEventLog(database, Clock.systemUTC(), (w, s, from, to) -> {})) {
            System.out.println("ready");
            BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                String[] words = line.split(" ");
                Thread.ofVirtual().start(() -> System.out.println(words[0] + " " + answer(log, words)));
            }
        }
    }

    private static String answer(EventLog log, String[] words) {
        try {
            return switch (log.append(request(words[1], words[2], words[3]))) {
                case AppendResult.Appended appended ->
                    (appended.repeated() ? "repeated " : "ok ")
                            + appended.events().stream()
                                    .map(each -> each.id() + "@" + each.position() + "@" + each.version())
                                    .collect(Collectors.joining(","));
                case AppendResult.VersionConflict conflict ->
                    "conflict " + conflict.subjectId() + " " + conflict.currentVersion();
                case AppendResult.DuplicateId duplicate -> "duplicate " + duplicate.eventId();
            };
        } catch (RuntimeException e) {
            return "failed " + e.getMessage();
        }
    }

    private static AppendRequest request(String workspace, String expected, String events) {
        Map<String, ExpectedVersion> versions = new HashMap<>();
        if (!expected.equals("-")) {
            for (String each : expected.split(",")) {
                String[] pair = each.split("=");
                versions.put(pair[0], ExpectedVersion.exactly(Long.parseLong(pair[1])));
            }
        }
        List<EventDraft> drafts = Stream.of(events.split(","))
                .map(each -> each.split("@"))
                .map(each -> EventDraft.of("note.updated")
                        .id(each[0])
                        .subject(each[1])
                        .data(Json.newObject().put("from", each[0])))
                .toList();
        return new AppendRequest(
                workspace, drafts.stream().map(TestEvents::event).toList(), versions);
    }
}
