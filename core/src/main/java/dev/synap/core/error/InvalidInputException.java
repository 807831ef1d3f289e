package dev.synap.core.error;

/** Input that breaks a rule. Trying again unchanged cannot help; the message says what to change. */
public final class InvalidInputException extends SynapException {

    private final String field;

    /**
     * @param field the offending field as a path, such as {@code events[0].data.title}
     * @param message what is wrong with it and what to do
     */
    public InvalidInputException(String field, String message) {
        super("invalid-input", false, message, null);
        this.field = field;
    }

    public String field() {
        return field;
    }

    /** The same fault seen from outside, where the field lies under {@code prefix}. */
    public InvalidInputException under(String prefix) {
        return new InvalidInputException(field.isEmpty() ? prefix : prefix + "." + field, String.valueOf(getMessage()));
    }
}
