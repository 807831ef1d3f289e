package dev.synap.server.assistant;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Finds tasks in what somebody has written. Thread-safe. */
public interface Suggester {

    /**
     * What is known where it was written.
     *
     * @param at when it was written
     * @param zone where its writer's clock is
     * @param people the ids of the members, by name
     * @param projects the ids of the projects, by title
     */
    record Setting(Instant at, ZoneId zone, Map<String, String> people, Map<String, String> projects) {
        public Setting {
            people = Map.copyOf(people);
            projects = Map.copyOf(projects);
        }
    }

    /** The tasks in a text, in its order; none where it holds none. */
    List<Suggestion> suggest(String text, Setting setting);
}
