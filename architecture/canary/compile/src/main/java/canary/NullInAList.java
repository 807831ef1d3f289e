package canary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** NullAway must refuse this, and does so only in its JSpecify mode. */
final class NullInAList {

    List<String> names(List<@Nullable String> names) {
        return names;
    }
}
