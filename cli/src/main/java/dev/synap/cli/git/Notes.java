package dev.synap.cli.git;

import dev.synap.core.event.Ids;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which note lies at which path, as of one commit. Not thread-safe.
 *
 * <p>Its fingerprint stands for all of it, so that an import which goes on later can tell whether it found
 * the same renames again. Notes that come and go leave no trace in it.
 */
final class Notes {

    private final Map<String, String> subjectByPath = new HashMap<>();
    private long fingerprint;

    @Nullable
    String at(String path) {
        return subjectByPath.get(path);
    }

    void put(String path, String subjectId) {
        remove(path);
        subjectByPath.put(path, subjectId);
        fingerprint ^= mark(path, subjectId);
    }

    void remove(String path) {
        String subjectId = subjectByPath.remove(path);
        if (subjectId != null) {
            fingerprint ^= mark(path, subjectId);
        }
    }

    int count() {
        return subjectByPath.size();
    }

    String fingerprint() {
        return "%016x".formatted(fingerprint);
    }

    /** A long that hardly two notes share: the derived id is a hash already, and is folded into 64 bits. */
    private static long mark(String path, String subjectId) {
        long mark = 1125899906842597L;
        for (byte each : Ids.derived("at", path, subjectId).getBytes(StandardCharsets.US_ASCII)) {
            mark = 31 * mark + each;
        }
        return mark;
    }
}
