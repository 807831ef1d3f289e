package dev.synap.store.log;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Rows to write in a transaction that somebody else begins and ends, such as that of an append.
 *
 * <p>It must be quick, for others wait behind the transaction; it must write only what it alone writes or
 * what the append's own workspace guards, for it runs under locks; and it must be fit to be done again,
 * for the transaction may be tried more than once. Any thread may call it.
 */
@FunctionalInterface
public interface TableWork {

    /** Writes nothing. */
    TableWork NONE = connection -> {};

    /**
     * Writes.
     *
     * @param connection in the midst of the transaction; neither to be committed, nor rolled back, nor closed
     */
    void write(Connection connection) throws SQLException;
}
