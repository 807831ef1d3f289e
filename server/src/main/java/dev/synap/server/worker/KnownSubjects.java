package dev.synap.server.worker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.synap.core.write.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Subjects as they were when last read. History never changes, so what is known of a subject at a version stays
 * true, and only what came since has to be read.
 *
 * <p>Thread-safe. Bounded by memory.
 */
public final class KnownSubjects {

    /** In characters of JSON. */
    private static final long MAX_WEIGHT = 16 * 1024 * 1024;

    private static final int ENTRY_WEIGHT = 300;

    private record Key(String workspaceId, String subjectId) {}

    private final Cache<Key, Subject> subjects = Caffeine.newBuilder()
            .maximumWeight(MAX_WEIGHT)
            .<Key, Subject>weigher((key, subject) ->
                    ENTRY_WEIGHT + subject.state().fields().text().length())
            .build();

    /** The subject at the version at which it was last read; {@link Subject#none} when it never was. */
    Subject get(String workspaceId, String subjectId) {
        @Nullable Subject known = subjects.getIfPresent(new Key(workspaceId, subjectId));
        return known == null ? Subject.none(subjectId) : known;
    }

    void put(String workspaceId, Subject subject) {
        subjects.put(new Key(workspaceId, subject.state().subjectId()), subject);
    }
}
