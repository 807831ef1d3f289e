package dev.synap.server.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The labelled texts among the test resources, and whom and what their writer knows. */
final class Sample {

    static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** A Monday morning in Paris. */
    static final Context MONDAY = at(Instant.parse("2026-11-30T09:30:00Z"), PARIS);

    private Sample() {}

    static Context at(Instant now, ZoneId zone) {
        return new Context(
                zone,
                now,
                Map.of("Marie", "user_marie", "Bob", "user_bob", "Alice Martin", "user_alice", "Alice", "user_alice"),
                Map.of("Apollo", "project_apollo", "Website relaunch", "project_web"),
                Set.of("finance", "Urgent"));
    }

    /** A sentence, and whether it asks that something be done. */
    record Sentence(String text, boolean task) {}

    static List<Sentence> sentences(String file) {
        return lines(file).stream()
                .map(line -> {
                    String label = line.substring(0, 4);
                    if (!line.startsWith(" | ", 4) || !label.equals("task") && !label.equals("none")) {
                        throw new IllegalArgumentException("must begin with task or none, then a bar: " + line);
                    }
                    return new Sentence(line.substring(7), label.equals("task"));
                })
                .toList();
    }

    /** A text, when and where it is typed, what it means, and how often. */
    record Dated(String text, Context context, String meaning, String recurrence) {}

    static List<Dated> dates() {
        List<Dated> dates = new ArrayList<>();
        Context context = MONDAY;
        for (String line : lines("dates.txt")) {
            if (line.startsWith("now ")) {
                String[] words = line.split(" ");
                ZoneId zone = ZoneId.of(words[2]);
                context = at(LocalDateTime.parse(words[1]).atZone(zone).toInstant(), zone);
            } else {
                String[] parts = line.split(" \\| ");
                dates.add(new Dated(parts[0], context, parts[1], parts.length > 2 ? parts[2] : ""));
            }
        }
        return dates;
    }

    static List<String> lines(String file) {
        return text(file)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    static String text(String file) {
        try (InputStream stream = Sample.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the resource " + file + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
