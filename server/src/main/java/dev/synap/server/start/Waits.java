package dev.synap.server.start;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lengths of time as people write them in settings: {@code 30d}, {@code 12h}, {@code 10m}, {@code 45s}. */
final class Waits {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})([dhms])");

    private Waits() {}

    /** @throws StartException when it is no length of time */
    static Duration parse(String name, String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new StartException(
                    name + " must be a number and d, h, m or s, such as 30d, but is " + text + ".", null);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "d" -> Duration.ofDays(amount);
            case "h" -> Duration.ofHours(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofSeconds(amount);
        };
    }
}
