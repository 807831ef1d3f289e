package dev.synap.cli.connection;

/** Ends a command with one line for a person. */
public final class CliException extends RuntimeException {

    /** The answer is no, or it could not be done. */
    public static final int FAILED = 1;

    /** The command was called in a way that cannot work. */
    public static final int USAGE = 2;

    private final int exitCode;

    private CliException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    public static CliException failed(String message) {
        return new CliException(message, FAILED);
    }

    public static CliException usage(String message) {
        return new CliException(message, USAGE);
    }

    public int exitCode() {
        return exitCode;
    }
}
