package dev.synap.server.extract;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;

/**
 * What the writer knows beyond the text.
 *
 * @param zone where the writer is: in it, tomorrow begins
 * @param now when the text is read
 * @param people names, as people write them, with the ids of users
 * @param projects names with the ids of projects
 * @param tags that are in use, without {@code #}
 */
public record Context(
        ZoneId zone, Instant now, Map<String, String> people, Map<String, String> projects, Set<String> tags) {

    public Context {
        people = Map.copyOf(people);
        projects = Map.copyOf(projects);
        tags = Set.copyOf(tags);
    }

    /** Of a writer of whom only time and place are known. */
    public static Context at(Instant now, ZoneId zone) {
        return new Context(zone, now, Map.of(), Map.of(), Set.of());
    }
}
