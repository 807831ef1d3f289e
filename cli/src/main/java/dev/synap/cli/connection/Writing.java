package dev.synap.cli.connection;

import dev.synap.client.FieldError;
import dev.synap.client.Requested;
import dev.synap.client.WriteResult;
import dev.synap.client.WriteResult.Proposed;
import dev.synap.client.WriteResult.Rejected;
import dev.synap.client.WriteResult.Validated;
import java.util.stream.Collectors;

/** Writes that a command must see done. */
public final class Writing {

    private Writing() {}

    /**
     * What was done.
     *
     * @throws CliException where it was not, which says why
     */
    public static <T> Validated<T> done(WriteResult<T> result) {
        return switch (result) {
            case Validated<T> validated -> validated;
            case Proposed<T> proposed ->
                throw CliException.failed(
                        "A person must agree first (" + proposed.rule() + "): " + proposed.proposalId());
            case Rejected<T> rejected ->
                throw CliException.failed("%s (%s)".formatted(reason(rejected), rejected.rule()));
            case Requested<T> requested ->
                throw CliException.failed("%s is requested as %s, and not decided yet"
                        .formatted(requested.subjectId(), requested.requestId()));
        };
    }

    private static String reason(Rejected<?> rejected) {
        if (rejected.errors().isEmpty()) {
            return rejected.reason();
        }
        return rejected.errors().stream().map(Writing::reason).collect(Collectors.joining("; "));
    }

    private static String reason(FieldError error) {
        return error.path().isEmpty() ? error.message() : error.path() + " " + error.message();
    }
}
