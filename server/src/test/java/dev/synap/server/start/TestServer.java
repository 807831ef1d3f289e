package dev.synap.server.start;

import dev.synap.server.llm.LlmSettings;
import dev.synap.server.web.WebSettings;
import dev.synap.server.webhook.WebhookSettings;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.access.KeySecret;
import dev.synap.store.postgres.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Servers for tests, each on a real database and on a port that was free. */
public final class TestServer {

    /** The owner's key. */
    public static final String ADMIN_KEY = "the-owners-key-in-tests";

    private static final Set<RequestMethod> READS =
            Set.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS, RequestMethod.TRACE);

    private static final int NO_LIMIT = 1_000_000;

    private TestServer() {}

    /** The one that all tests share which do not stop it. */
    public static RunningServer shared() {
        return Shared.SERVER;
    }

    /** A server on a database of its own. */
    public static RunningServer start(int failedKeysPerMinute) {
        return start(newDatabase(), failedKeysPerMinute);
    }

    /** A server on a database of its own, with no limit of wrong keys. */
    public static RunningServer startFresh() {
        return start(NO_LIMIT);
    }

    /** A server on this database, as one of several nodes may be. */
    public static RunningServer start(DatabaseSettings database, int failedKeysPerMinute) {
        return RunningServer.start(
                new ServerSettings(
                        new WebSettings("127.0.0.1", 0, false, failedKeysPerMinute),
                        Path.of("target", "no-data-here"),
                        Optional.of(database),
                        Optional.of(KeySecret.chosen("ADMIN_KEY", ADMIN_KEY))),
                step -> {});
    }

    /** A server on a database of its own, whose proposals wait no longer than this. */
    public static RunningServer startWithExpiry(Duration proposalExpiry) {
        return RunningServer.start(
                new ServerSettings(
                        new WebSettings("127.0.0.1", 0, false, NO_LIMIT),
                        Path.of("target", "no-data-here"),
                        Optional.of(newDatabase()),
                        Optional.of(KeySecret.chosen("ADMIN_KEY", ADMIN_KEY)),
                        proposalExpiry),
                step -> {});
    }

    /** A server on this database that sends webhooks this way. */
    public static RunningServer startWithWebhooks(DatabaseSettings database, WebhookSettings webhooks) {
        return RunningServer.start(settings(database).withWebhooks(webhooks), step -> {});
    }

    /** A server on this database that may ask this model. */
    public static RunningServer startWithModel(DatabaseSettings database, LlmSettings model) {
        return RunningServer.start(settings(database).withModel(model), step -> {});
    }

    private static ServerSettings settings(DatabaseSettings database) {
        return new ServerSettings(
                new WebSettings("127.0.0.1", 0, false, NO_LIMIT),
                Path.of("target", "no-data-here"),
                Optional.of(database),
                Optional.of(KeySecret.chosen("ADMIN_KEY", ADMIN_KEY)));
    }

    /** Every route that the server answers with anything but reading, as {@code POST /api/v1/agents}; those it does not describe too. */
    public static Set<String> writeRoutes(RunningServer server) {
        Set<String> routes = new TreeSet<>();
        server.part("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().forEach(path -> {
                    Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
                    (methods.isEmpty() ? Set.of(RequestMethod.values()) : methods)
                            .stream()
                                    .filter(method -> !READS.contains(method))
                                    .forEach(method -> routes.add(method + " " + path));
                }));
        return routes;
    }

    /** An empty database. */
    public static DatabaseSettings newDatabase() {
        return DatabaseUrl.parse(TestPostgres.bundled().createDatabase(), Map.of());
    }

    private static final class Shared {
        private static final RunningServer SERVER = start(NO_LIMIT);

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }
}
