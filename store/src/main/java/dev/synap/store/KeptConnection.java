package dev.synap.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that one user keeps: opened when it is needed, and again after it was dropped.
 *
 * <p>Not thread-safe.
 */
public final class KeptConnection {

    private static final Logger log = LoggerFactory.getLogger(KeptConnection.class);
    private static final int ANSWERS_WITHIN_SECONDS = 1;

    private final Opener opener;
    private @Nullable Connection connection;

    public KeptConnection(Opener opener) {
        this.opener = opener;
    }

    /** The open connection, in autocommit mode. */
    public Connection open() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = opener.open();
            connection = open;
        }
        return open;
    }

    /** Undoes what is not committed, and goes back to autocommit; a connection that cannot is dropped. */
    public void rollBack() {
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

    /** Drops the connection unless it answers within a second. */
    public void dropIfBroken() {
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
    public void drop() {
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

    /** Where connections come from. */
    @FunctionalInterface
    public interface Opener {
        Connection open() throws SQLException;
    }
}
