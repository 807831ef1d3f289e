package dev.synap.server.llm;

/** The model has answered something else than what it was asked for. The message quotes nothing of it. */
final class InvalidAnswerException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidAnswerException(String message) {
        super(message);
    }
}
