package dev.synap.bench.postgres;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL server is and who may use it.
 *
 * @param server as {@code jdbc:postgresql://host:port/}, without a database
 * @param database to connect to for making others
 */
public record DatabaseUrl(String server, String database, String user, String password) {

    /**
     * Reads {@code postgresql://user:password@host:port/database}, or the same as JDBC has it:
     * {@code jdbc:postgresql://host:port/database?user=…&password=…}.
     *
     * @throws IllegalArgumentException when something is missing
     */
    public static DatabaseUrl parse(String text) {
        URI uri = URI.create(text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text);
        String scheme = uri.getScheme();
        if (scheme == null || !scheme.matches("postgres(ql)?") || uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "not a PostgreSQL URL, as postgresql://user:password@host:5432/postgres");
        }
        String[] login = (uri.getUserInfo() == null ? "" : uri.getUserInfo()).split(":", 2);
        Map<String, String> parameters = parameters(uri.getRawQuery());
        String user = parameters.getOrDefault("user", login[0]);
        if (user.isEmpty()) {
            throw new IllegalArgumentException("the PostgreSQL URL names no user");
        }
        String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("^/", "");
        return new DatabaseUrl(
                "jdbc:postgresql://%s:%d/".formatted(uri.getHost(), uri.getPort() < 0 ? 5432 : uri.getPort()),
                path.isEmpty() ? "postgres" : path,
                user,
                parameters.getOrDefault("password", login.length > 1 ? login[1] : ""));
    }

    private static Map<String, String> parameters(@Nullable String query) {
        if (query == null) {
            return Map.of();
        }
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> pair.length > 1 ? URLDecoder.decode(pair[1], StandardCharsets.UTF_8) : ""));
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return server + database + " as " + user;
    }
}
