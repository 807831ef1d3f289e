package dev.synap.store.log;

import dev.synap.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection that one lane writes over: opened when it is needed, and again after it was dropped.
 *
 * <p>Not thread-safe.
 */
final class LaneConnection {

    private static final Logger log = LoggerFactory.getLogger(LaneConnection.class);
    private static final int ANSWERS_WITHIN_SECONDS = 1;

    private final Database database;
    private @Nullable Connection connection;

    LaneConnection(Database database) {
        this.database = database;
    }

    /** The open connection, in autocommit mode. */
    Connection open() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = database.openForAppends();
            connection = open;
        }
        return open;
    }

    /** Undoes what is not committed, and goes back to autocommit; a connection that cannot is dropped. */
    void rollBack() {
        Connection open = connection;
        if (open == null) {
            return;
        }
        try {
            open.rollback();
            open.setAutoCommit(true);
        } catch (SQLException e) {
            log.debug("roll back failed, the connection is dropped: {}", e.getMessage());
            drop();
        }
    }

    void dropIfBroken() {
        try {
            if (connection != null && !connection.isValid(ANSWERS_WITHIN_SECONDS)) {
                drop();
            }
        } catch (SQLException e) {
            log.debug("the connection is dropped: {}", e.getMessage());
            drop();
        }
    }

    /** Closes the connection, whatever state it is in; the server rolls back what was not committed. */
    void drop() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                log.debug("closing a connection failed: {}", e.getMessage());
            }
        }
    }
}
