package dev.synap.cli.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.fold.Fold;
import dev.synap.core.fold.State;
import dev.synap.core.log.AsOf;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** Compares a workspace with the repository that was imported into it, as of every commit. */
final class ImportCheck {

    private static final String NOTE = "note";

    private final Path path;
    private final String ref;
    private final TestLog log;

    private ImportCheck(Path path, String ref, TestLog log) {
        this.path = path;
        this.ref = ref;
        this.log = log;
    }

    static ImportCheck of(TestRepository repository, TestLog log) {
        return new ImportCheck(repository.path(), "HEAD", log);
    }

    static ImportCheck of(Path path, String ref, TestLog log) {
        return new ImportCheck(path, ref, log);
    }

    private record Note(String path, String title, String content) {}

    /** Folds the events up to the end of each commit; the notes must be the text files of the commit, and no others. */
    int foldedAsOfEveryCommit() {
        try (GitOracle git = new GitOracle(path)) {
            Deque<Event> events = new ArrayDeque<>(notesOnly(log.events()));
            Map<String, Fold> folds = new HashMap<>();
            Map<String, Note> live = new LinkedHashMap<>();
            Map<String, Map.Entry<String, String>> seen = new HashMap<>();
            Map<String, Long> dates = git.dates(ref);
            int compared = 0;
            for (String commit : git.line(ref)) {
                while (!events.isEmpty() && belongsTo(commit, events.peek())) {
                    Event event = events.pop();
                    assertThat(event.timestamp().getEpochSecond()).isEqualTo(dates.get(commit));
                    State state = folds.computeIfAbsent(event.subjectId(), Fold::of)
                            .add(event)
                            .state();
                    if (state.deleted()) {
                        live.remove(event.subjectId());
                    } else {
                        live.put(event.subjectId(), note(state));
                    }
                }
                compared += compare(commit, live.values(), git, seen);
            }
            assertThat(events)
                    .as("events that belong to no commit, or stand out of order")
                    .isEmpty();
            return compared;
        }
    }

    /** Asks for each subject as of each commit by position, by version and, where dates only go up, by time. */
    void readAsOfEveryCommit() {
        try (GitOracle git = new GitOracle(path)) {
            List<Event> events = notesOnly(log.events());
            Set<String> subjects = new LinkedHashSet<>();
            Map<String, Long> versions = new HashMap<>();
            Map<String, Long> dates = git.dates(ref);
            List<String> line = git.line(ref);
            List<Long> inOrder = line.stream().map(dates::get).toList();
            boolean byTime = inOrder.equals(inOrder.stream().sorted().distinct().toList());
            long position = 0;
            int next = 0;
            for (String commit : line) {
                for (; next < events.size() && belongsTo(commit, events.get(next)); next++) {
                    subjects.add(events.get(next).subjectId());
                    versions.put(events.get(next).subjectId(), events.get(next).version());
                    position = events.get(next).position();
                }
                Map<String, String> expected = texts(git, commit);
                long last = position;
                assertThat(stored(subjects, id -> AsOf.position(last)))
                        .as("by position, " + commit)
                        .isEqualTo(expected);
                assertThat(stored(subjects, id -> AsOf.version(versions.get(id))))
                        .as("by version, " + commit)
                        .isEqualTo(expected);
                if (byTime) {
                    Instant time = Instant.ofEpochSecond(dates.get(commit));
                    assertThat(stored(subjects, id -> AsOf.time(time)))
                            .as("by time, " + commit)
                            .isEqualTo(expected);
                }
            }
        }
    }

    private int compare(
            String commit, Iterable<Note> live, GitOracle git, Map<String, Map.Entry<String, String>> seen) {
        Map<String, String> expected = git.textFiles(commit);
        Map<String, Note> found = new TreeMap<>();
        for (Note note : live) {
            assertThat(found.put(note.path(), note))
                    .as("two notes at %s as of %s", note.path(), commit)
                    .isNull();
        }
        assertThat(found.keySet()).as("the notes as of %s", commit).isEqualTo(expected.keySet());
        found.forEach((file, note) -> {
            String blob = expected.get(file);
            Map.Entry<String, String> before = seen.get(file);
            if (before == null || !before.getKey().equals(blob) || before.getValue() != note.content()) {
                assertThat(note.content().getBytes(StandardCharsets.UTF_8))
                        .as("%s as of %s", file, commit)
                        .isEqualTo(git.blob(blob));
                assertThat(note.title()).isEqualTo(NoteEvents.title(file));
                seen.put(file, Map.entry(blob, note.content()));
            }
        });
        return found.size();
    }

    private Map<String, String> stored(Set<String> subjects, java.util.function.Function<String, AsOf> asOf) {
        Map<String, String> stored = new TreeMap<>();
        for (String subject : subjects) {
            State state = log.state(subject, asOf.apply(subject));
            if (state.exists() && !state.deleted()) {
                assertThat(stored.put(note(state).path(), note(state).content()))
                        .isNull();
            }
        }
        return stored;
    }

    private static Map<String, String> texts(GitOracle git, String commit) {
        Map<String, String> texts = new TreeMap<>();
        git.textFiles(commit)
                .forEach((file, blob) -> texts.put(file, new String(git.blob(blob), StandardCharsets.UTF_8)));
        return texts;
    }

    private static List<Event> notesOnly(List<Event> events) {
        return events.stream().filter(event -> event.subjectType().equals(NOTE)).toList();
    }

    private static boolean belongsTo(String commit, Event event) {
        return ("git:" + commit).equals(event.correlationId());
    }

    private static Note note(State state) {
        ObjectNode fields = state.toNode();
        return new Note(
                fields.get("path").stringValue(),
                fields.get("title").stringValue(),
                fields.get("content").stringValue());
    }
}
