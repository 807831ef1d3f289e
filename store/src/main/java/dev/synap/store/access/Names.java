package dev.synap.store.access;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.JsonRules;

/** Names that people give: any text that is not blank and not endless. */
final class Names {

    private static final int MAX_LENGTH = 200;

    private Names() {}

    static String check(String field, String name) {
        if (name.isBlank() || name.length() > MAX_LENGTH) {
            throw new InvalidInputException(field, "must have 1 to " + MAX_LENGTH + " characters and not be blank");
        }
        JsonRules.checkText(field, name);
        return name;
    }
}
