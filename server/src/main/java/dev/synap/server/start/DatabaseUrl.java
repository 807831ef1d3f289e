package dev.synap.server.start;

import dev.synap.store.DatabaseSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the URL of a PostgreSQL database in either of the forms people have at hand:
 * {@code postgres://user:password@host:port/name?sslmode=require} or
 * {@code jdbc:postgresql://host:port/name?user=…&password=…}.
 */
final class DatabaseUrl {

    private static final String JDBC = "jdbc:";

    private DatabaseUrl() {}

    /**
     * @param environment where {@code PGUSER} and {@code PGPASSWORD} are looked up that the URL leaves out
     * @throws StartException when it is no such URL; the message leaves the URL out, for it may hold a password
     */
    static DatabaseSettings parse(String url, Map<String, String> environment) {
        URI uri = uri(url.startsWith(JDBC) ? url.substring(JDBC.length()) : url);
        String scheme = uri.getScheme();
        boolean isPostgres = "postgresql".equals(scheme) || "postgres".equals(scheme);
        if (!isPostgres
                || uri.getHost() == null
                || uri.getRawPath() == null
                || uri.getRawPath().length() < 2) {
            throw wrong();
        }
        String user = environment.getOrDefault("PGUSER", System.getProperty("user.name"));
        String password = environment.getOrDefault("PGPASSWORD", "");
        String login = uri.getRawUserInfo();
        if (login != null) {
            int colon = login.indexOf(':');
            user = decoded(colon < 0 ? login : login.substring(0, colon));
            password = colon < 0 ? password : decoded(login.substring(colon + 1));
        }
        List<String> rest = new ArrayList<>();
        for (String parameter : parameters(uri.getRawQuery())) {
            if (parameter.startsWith("user=")) {
                user = decodedParameter(parameter.substring("user=".length()));
            } else if (parameter.startsWith("password=")) {
                password = decodedParameter(parameter.substring("password=".length()));
            } else {
                rest.add(parameter);
            }
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = rest.isEmpty() ? "" : "?" + String.join("&", rest);
        String jdbcUrl = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query;
        return DatabaseSettings.of(jdbcUrl, user, password);
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw wrong();
        }
    }

    private static List<String> parameters(@Nullable String query) {
        return query == null || query.isEmpty() ? List.of() : List.of(query.split("&", -1));
    }

    private static String decodedParameter(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** In the user part, unlike in parameters, a plus is a plus. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static StartException wrong() {
        return new StartException(
                "The database URL must be postgres://user:password@host:port/name or"
                        + " jdbc:postgresql://host:port/name?user=…&password=…; characters such as @ / % # in a password"
                        + " are written as %40 %2F %25 %23.",
                null);
    }
}
