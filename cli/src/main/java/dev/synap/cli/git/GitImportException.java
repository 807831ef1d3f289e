package dev.synap.cli.git;

import dev.synap.core.error.SynapException;
import org.jspecify.annotations.Nullable;

/** An import that cannot go on. The message says what to do; what was imported before stays. */
public final class GitImportException extends SynapException {

    private GitImportException(String code, boolean retryable, String message, @Nullable Throwable cause) {
        super(code, retryable, message, cause);
    }

    static GitImportException notARepository(String message) {
        return new GitImportException("git-repository-not-found", false, message, null);
    }

    static GitImportException unreadable(String message, Throwable cause) {
        return new GitImportException("git-repository-unreadable", false, message, cause);
    }

    static GitImportException noHistory(String message) {
        return new GitImportException("git-history-empty", false, message, null);
    }

    static GitImportException unknownRef(String message, @Nullable Throwable cause) {
        return new GitImportException("git-ref-unknown", false, message, cause);
    }

    static GitImportException shallow(String message) {
        return new GitImportException("git-history-shallow", false, message, null);
    }

    static GitImportException rewritten(String message) {
        return new GitImportException("git-history-rewritten", false, message, null);
    }

    /** Another import of the same history got in between. */
    static GitImportException overtaken(String message) {
        return new GitImportException("import-overtaken", true, message, null);
    }
}
