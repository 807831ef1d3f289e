package dev.synap.store.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** One append's work on tables failed: the batch is to be written again without that append. */
final class TableWorkFault extends Exception {

    // The connection is lost, the server chose this transaction to end a deadlock, or is going down. These
    // befall the batch; whatever else goes wrong is the work's own.
    private static final Set<String> OF_THE_BATCH = Set.of("08", "40", "57");

    private final transient PendingAppend pending;
    private final Exception reason;

    private TableWorkFault(PendingAppend pending, Exception reason) {
        super(reason);
        this.pending = pending;
        this.reason = reason;
    }

    /** Does an append's work on tables, and sorts out whose fault a failure is. */
    static void guard(Connection connection, PendingAppend pending) throws SQLException, TableWorkFault {
        try {
            pending.tables().write(connection);
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state == null || OF_THE_BATCH.contains(state.substring(0, 2))) {
                throw e;
            }
            throw new TableWorkFault(pending, e);
        } catch (RuntimeException e) {
            throw new TableWorkFault(pending, e);
        }
    }

    /** Ends the append that failed. */
    void fail() {
        pending.fail(new TableWorkException(reason));
    }
}
