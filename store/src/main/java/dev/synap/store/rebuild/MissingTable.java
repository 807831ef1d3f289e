package dev.synap.store.rebuild;

import java.sql.SQLException;

/** Tells faults apart that a rebuild mends. */
public final class MissingTable {

    private static final String UNDEFINED_TABLE = "42P01";

    private MissingTable() {}

    /** Whether a table was not there. */
    public static boolean isCauseOf(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && UNDEFINED_TABLE.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
