package dev.synap.server.event;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.EventDraft;
import dev.synap.core.log.ExpectedVersion;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be appended: all of it or nothing. */
@Schema(name = "Append")
public record AppendBody(
        @Schema(
                description = "1 to 1,000 events, in the order they shall stand",
                requiredMode = Schema.RequiredMode.REQUIRED)
        List<EventDraft> events,

        @Schema(
                description = "Per subject id, the version that the writer last saw, 0 for none yet: when one is not"
                        + " current, nothing is stored and the answer is 409",
                example = "{\"note_123\": 0}")
        @Nullable
        Map<String, Long> expectedVersions) {

    public AppendBody {
        requireEvents(events);
        expectedVersions = expectedVersions == null ? Map.of() : expectedVersions;
    }

    Map<String, ExpectedVersion> expectations() {
        if (expectedVersions == null || expectedVersions.isEmpty()) {
            return Map.of();
        }
        Map<String, ExpectedVersion> expectations = new HashMap<>();
        expectedVersions.forEach((subjectId, version) -> {
            if (version == null || version < 0) {
                throw new InvalidInputException(
                        "expectedVersions." + subjectId, "must be a whole number from 0, but is " + version);
            }
            expectations.put(subjectId, ExpectedVersion.exactly(version));
        });
        return expectations;
    }

    private static void requireEvents(@Nullable List<?> events) {
        if (events == null) {
            throw new InvalidInputException("events", "is required: an array of 1 to 1,000 events");
        }
        int missing = events.indexOf(null);
        if (missing >= 0) {
            throw new InvalidInputException("events[" + missing + "]", "must be an object, but is null");
        }
    }
}
