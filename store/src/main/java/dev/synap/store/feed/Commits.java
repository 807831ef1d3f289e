package dev.synap.store.feed;

import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.AppendResult.DuplicateId;
import dev.synap.core.log.AppendResult.Receipt;
import dev.synap.core.log.AppendResult.VersionConflict;
import dev.synap.core.log.ExpectedVersion;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.log.TableWork;
import dev.synap.store.log.TableWorkException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Makes reactions take effect: rows, following events and checkpoint in one transaction. */
final class Commits {

    private final DataSource dataSource;
    private final PostgresEventLog log;

    Commits(DataSource dataSource, PostgresEventLog log) {
        this.dataSource = dataSource;
        this.log = log;
    }

    /**
     * Commits a reaction, and moves the checkpoint.
     *
     * @param more rows of the feed's own
     * @param factsOnly whether versions may have moved on where no fact has: dearer, and for the case that
     *     they do all the time
     * @return where the following events came to stand; nothing when a version was not as expected, and then
     *     nothing was written
     * @throws TurnLostException when another node has taken over
     * @throws HandlerFailedException when the reaction cannot be written
     * @throws PassingFaultException when it may be written later; or it was, and the answer is lost
     */
    Optional<List<Receipt>> commit(
            Claim claim, long from, long to, Reaction reaction, TableWork more, boolean factsOnly) {
        TableWork check = factsOnly ? new FactCheck(claim.workspaceId(), reaction) : TableWork.NONE;
        TableWork all = connection -> {
            check.write(connection);
            Checkpoints.move(connection, claim, from, to);
            more.write(connection);
            reaction.tables().write(connection);
        };
        if (reaction.following().isEmpty()) {
            writeAlone(all, false);
            return Optional.of(List.of());
        }
        Map<String, ExpectedVersion> expected = factsOnly ? Map.of() : reaction.expected();
        try {
            return switch (append(claim, reaction.following(), expected, all)) {
                case Appended appended -> Optional.of(appended.events());
                case VersionConflict _ -> Optional.empty();
                case DuplicateId duplicate ->
                    throw new HandlerFailedException(
                            new IllegalStateException("[%s] is the id of another event, at position %d"
                                    .formatted(duplicate.eventId(), duplicate.position())));
            };
        } catch (FactCheck.FactsMovedOnException e) {
            return Optional.empty();
        }
    }

    /** Moves a checkpoint past events that nobody wants; when the database crashes, it may have to be done again. */
    void pass(Claim claim, long from, long to) {
        writeAlone(connection -> Checkpoints.move(connection, claim, from, to), true);
    }

    private AppendResult append(
            Claim claim, List<NewEvent> following, Map<String, ExpectedVersion> expected, TableWork all) {
        AppendRequest request = request(claim.workspaceId(), following, expected);
        try {
            return log.append(request, all);
        } catch (IllegalStateException e) {
            throw new PassingFaultException(String.valueOf(e.getMessage()), e);
        } catch (TableWorkException e) {
            throw e.getCause() instanceof FactCheck.FactsMovedOnException movedOn ? movedOn : Faults.sort(e);
        } catch (RuntimeException e) {
            throw Faults.sort(e);
        }
    }

    private static AppendRequest request(
            String workspaceId, List<NewEvent> following, Map<String, ExpectedVersion> expected) {
        try {
            return new AppendRequest(workspaceId, following, expected);
        } catch (RuntimeException e) {
            throw new HandlerFailedException(e);
        }
    }

    private void writeAlone(TableWork work, boolean mayBeLost) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (mayBeLost) {
                    doNotWaitForDisk(connection);
                }
                work.write(connection);
                connection.commit();
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException | RuntimeException | Error e) {
            throw Faults.sort(e);
        }
    }

    private static void doNotWaitForDisk(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL synchronous_commit = off");
        }
    }
}
