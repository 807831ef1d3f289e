package dev.synap.store;

import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.Driver;

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

    /**
     * Takes user and password out of a JDBC URL that carries them, so that the URL can be shown.
     *
     * @param url as {@code jdbc:postgresql://host:port/name?user=…&password=…}
     * @throws IllegalArgumentException when it is not such a URL, or names no user
     */
    public static DatabaseSettings parse(String url) {
        Properties parts = Driver.parseURL(url, null);
        String user = parts == null ? null : parts.getProperty("user");
        if (parts == null || user == null) {
            throw new IllegalArgumentException(
                    "the URL must look like jdbc:postgresql://host:port/name?user=…&password=…");
        }
        int question = url.indexOf('?');
        String withoutLogin = Stream.of(url.substring(question + 1).split("&"))
                .filter(each -> !each.startsWith("user=") && !each.startsWith("password="))
                .collect(Collectors.joining("&"));
        String place = url.substring(0, question);
        return of(withoutLogin.isEmpty() ? place : place + "?" + withoutLogin, user, parts.getProperty("password", ""));
    }

    /** Leaves the password out, so that it cannot reach a log. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + jdbcUrl + ", user " + user + ", pool " + poolSize + "]";
    }
}
