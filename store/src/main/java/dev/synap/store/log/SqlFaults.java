package dev.synap.store.log;

import java.sql.SQLException;
import java.util.Set;

/** Which faults of the database pass by themselves (PostgreSQL, appendix A: error codes). */
public final class SqlFaults {

    // Connection lost, transaction rolled back by the server, out of resources, lock not to be had, operator
    // intervention.
    private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "40", "53", "55", "57");

    // A table that is not there: one that follows from the log is made again by a rebuild.
    private static final String UNDEFINED_TABLE = "42P01";

    private SqlFaults() {}

    /** Whether the same statement may succeed later without any change. */
    public static boolean isTransient(SQLException fault) {
        String state = fault.getSQLState();
        return state == null || state.equals(UNDEFINED_TABLE) || TRANSIENT_CLASSES.contains(state.substring(0, 2));
    }
}
