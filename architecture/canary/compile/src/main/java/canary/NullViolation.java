package canary;

import org.jspecify.annotations.Nullable;

/** NullAway must refuse this. */
final class NullViolation {

    int length(@Nullable String text) {
        return text.length();
    }
}
