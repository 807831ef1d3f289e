package dev.synap.server.subject;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Timestamps;
import dev.synap.core.log.AsOf;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters that name points in history. */
public final class PointInHistory {

    private static final String NOW = "now";
    private static final String POSITION = "position:";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private PointInHistory() {}

    /** Of three parameters, of which one may be given. */
    static AsOf of(@Nullable Instant time, @Nullable Long position, @Nullable Long version) {
        int given = (time == null ? 0 : 1) + (position == null ? 0 : 1) + (version == null ? 0 : 1);
        if (given > 1) {
            throw new InvalidInputException(
                    time == null ? "position" : "asOf",
                    "names one point in history, and another parameter a second one; send one of asOf, position, version");
        }
        if (time != null) {
            return AsOf.time(time);
        }
        if (position != null) {
            return AsOf.position(position);
        }
        return version == null ? AsOf.latest() : AsOf.version(version);
    }

    /**
     * Reads a point from one parameter: a version such as {@code 3}, {@code position:12}, a time, or {@code now}.
     *
     * @throws InvalidInputException when it is none of them
     */
    public static AsOf read(String name, String text) {
        if (text.equals(NOW)) {
            return AsOf.latest();
        }
        boolean position = text.startsWith(POSITION);
        String number = position ? text.substring(POSITION.length()) : text;
        if (!NUMBER.matcher(number).matches()) {
            return AsOf.time(time(name, text));
        }
        return position ? AsOf.position(Long.parseLong(number)) : AsOf.version(Long.parseLong(number));
    }

    /**
     * Reads a point in the history of a whole log: a position such as {@code 12} or {@code position:12}, a time, or
     * {@code now}.
     *
     * @throws InvalidInputException when it is none of them
     */
    public static AsOf ofLog(String name, String text) {
        return read(name, NUMBER.matcher(text).matches() ? POSITION + text : text);
    }

    private static Instant time(String name, String text) {
        try {
            return Timestamps.parse(name, text);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    name,
                    "must be a version such as 3, a position such as position:12, a time such as 2024-12-01T10:00:00Z, or now");
        }
    }
}
