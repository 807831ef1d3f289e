package dev.synap.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a policy does with an agent's wish. */
public enum PolicyEffect {
    /** The agent may, as a person of its role may. */
    AUTO_APPROVE,
    /** A person decides. */
    REQUIRE_REVIEW,
    /** The agent may not. */
    DENY;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The effect by its name in events and requests, such as {@code require_review}. */
    public static Optional<PolicyEffect> named(String text) {
        return Arrays.stream(values())
                .filter(effect -> effect.text.equals(text))
                .findFirst();
    }

    /** Its name in events and requests, such as {@code require_review}. */
    public String text() {
        return text;
    }
}
