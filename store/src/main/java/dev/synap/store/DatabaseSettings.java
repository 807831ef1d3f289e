package dev.synap.store;

/**
 * Where the database is.
 *
 * @param jdbcUrl as {@code jdbc:postgresql://host:port/name}
 * @param user a role that may create tables in the database's current schema
 * @param poolSize how many connections reads and small writes may use at once; appends have their own
 */
public record DatabaseSettings(String jdbcUrl, String user, String password, int poolSize) {

    private static final int DEFAULT_POOL_SIZE = 16;

    public static DatabaseSettings of(String jdbcUrl, String user, String password) {
        return new DatabaseSettings(jdbcUrl, user, password, DEFAULT_POOL_SIZE);
    }

    /** Leaves the password out, so that it cannot reach a log. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + jdbcUrl + ", user " + user + ", pool " + poolSize + "]";
    }
}
