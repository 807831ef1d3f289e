package dev.synap.server.start;

import dev.synap.server.checkpoint.CheckpointFile;
import dev.synap.server.realtime.RealtimeServer;
import dev.synap.server.realtime.RealtimeSettings;
import dev.synap.server.web.WebApplication;
import dev.synap.server.web.WebSettings;
import dev.synap.store.access.KeySecret;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A server that takes requests. Closing it lets those under way end, for at most 20 seconds, and then
 * closes the store.
 *
 * <p>Thread-safe.
 */
public final class RunningServer implements AutoCloseable {

    private static final String REALTIME_PORT = "--realtime-port";

    private final ConfigurableApplicationContext web;
    private final OpenStore store;
    private final String host;
    private final int port;

    private RunningServer(ConfigurableApplicationContext web, OpenStore store, String host) {
        this.web = web;
        this.store = store;
        this.host = host;
        this.port = Objects.requireNonNull(((WebServerApplicationContext) web).getWebServer())
                .getPort();
    }

    /**
     * Starts the database where it is the server's own, then the web application.
     *
     * @param progress is told what takes a while, in words for a person
     * @throws StartException when something is in the way; nothing is left running then
     */
    public static RunningServer start(ServerSettings settings, Consumer<String> progress) {
        WebSettings web = settings.web();
        RealtimeSettings realtime = settings.realtime();
        checkPortIsFree(web.bind(), web.port(), "--port");
        checkPortIsFree(realtime.bind(), realtime.port(), REALTIME_PORT);
        OpenedStore opened = new OpenedStore();
        SpringApplication application = new SpringApplication(WebApplication.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setRegisterShutdownHook(false);
        // The store opens once logging is set up, and before anything that needs it is made.
        application.addInitializers(context -> {
            OpenStore store = OpenStore.open(settings, progress);
            opened.store = store;
            handIn(context.getBeanFactory(), web, store);
            context.getBeanFactory().registerSingleton("realtimeSettings", realtime);
            context.getBeanFactory().registerSingleton("checkpointFile", new CheckpointFile(settings.dataDir()));
        });
        try {
            ConfigurableApplicationContext context = application.run(arguments(web));
            return new RunningServer(context, opened.get(), host(web.bind()));
        } catch (RuntimeException e) {
            if (opened.store != null) {
                opened.store.close();
            }
            throw startException(e, settings);
        }
    }

    /** Where it listens, such as {@code http://127.0.0.1:8080}. */
    public String url() {
        return "http://" + host + ":" + port;
    }

    public int port() {
        return port;
    }

    /** Where Socket.IO listens, such as {@code http://127.0.0.1:8081}. */
    public String realtimeUrl() {
        return "http://" + host + ":" + web.getBean(RealtimeServer.class).port();
    }

    /** A part of the running application, for tests that look at what it is made of. */
    <T> T part(String name, Class<T> type) {
        return web.getBean(name, type);
    }

    /** Where the data lies, in words for a person. */
    public String place() {
        return store.place();
    }

    /** The first key, where this start has made it: it cannot be shown again. */
    public Optional<KeySecret> firstKey() {
        return store.firstKey();
    }

    @Override
    public void close() {
        try {
            web.close();
        } finally {
            store.close();
        }
    }

    private static final class OpenedStore {
        private @Nullable OpenStore store;

        OpenStore get() {
            if (store == null) {
                throw new IllegalStateException("the store was not opened");
            }
            return store;
        }
    }

    /** As singletons of others: Spring uses them, and does not close them. */
    private static void handIn(ConfigurableListableBeanFactory beans, WebSettings web, OpenStore store) {
        beans.registerSingleton("webSettings", web);
        beans.registerSingleton("eventLog", store.log());
        beans.registerSingleton("stateReader", store.states());
        beans.registerSingleton("statesAround", store.statesAround());
        beans.registerSingleton("causedEvents", store.causedEvents());
        beans.registerSingleton("users", store.users());
        beans.registerSingleton("workspaces", store.workspaces());
        beans.registerSingleton("apiKeys", store.keys());
        beans.registerSingleton("passwords", store.passwords());
        beans.registerSingleton("lists", store.lists());
        beans.registerSingleton("proposalCounts", store.proposalCounts());
        beans.registerSingleton("commentary", store.commentary());
        beans.registerSingleton("pastLists", store.pastLists());
        beans.registerSingleton("memberships", store.memberships());
        beans.registerSingleton("dispatchView", store.dispatch());
        beans.registerSingleton("feed", store.feed());
        beans.registerSingleton("parked", store.parked());
        beans.registerSingleton("rebuilds", store.rebuilds());
        beans.registerSingleton("logRestore", store.restore());
        beans.registerSingleton("undoPreviews", store.previews());
        beans.registerSingleton("webhooks", store.webhooks());
        beans.registerSingleton("deliveries", store.deliveries());
        beans.registerSingleton("receivers", store.receivers());
        beans.registerSingleton("webhookSecrets", store.webhookSecrets());
    }

    /** As arguments they come before the environment, in which a SERVER_PORT may be meant for another program. */
    private static String[] arguments(WebSettings web) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.config.location=classpath:/synap-server.properties",
                "--server.port=" + web.port(),
                "--server.address=" + web.bind()));
        if (web.json()) {
            arguments.add("--logging.structured.format.console=ecs");
        }
        return arguments.toArray(String[]::new);
    }

    /** Asked first, for it is quicker to find out than after starting a database. */
    private static void checkPortIsFree(String bind, int port, String option) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
        } catch (IOException e) {
            throw cannotListen(bind, port, option, e);
        }
    }

    private static StartException startException(RuntimeException e, ServerSettings settings) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartException known) {
                return known;
            }
            if (cause instanceof PortInUseException) {
                return cannotListen(settings.web().bind(), settings.web().port(), "--port", cause);
            }
            if (cause instanceof BindException) {
                RealtimeSettings realtime = settings.realtime();
                return cannotListen(realtime.bind(), realtime.port(), REALTIME_PORT, cause);
            }
        }
        String reason = e.toString().lines().map(String::strip).collect(Collectors.joining(" "));
        return new StartException("Synap cannot start: " + reason, e);
    }

    private static StartException cannotListen(String bind, int port, String option, Throwable cause) {
        String where = "Cannot listen on " + bind + ":" + port;
        String reason = String.valueOf(cause.getMessage());
        return new StartException(
                switch (cause) {
                    case UnknownHostException _ -> where + ": there is no address " + bind + ".";
                    case IOException _
                    when reason.startsWith("Permission denied") ->
                        where + ": ports below 1024 are for root; choose another with " + option + ".";
                    case IOException _
                    when reason.startsWith("Cannot assign") ->
                        where + ": this machine does not have that address; choose another with --bind.";
                    default ->
                        where + " (" + reason
                                + "). Another program may use it: stop that, or choose another port with " + option
                                + ".";
                },
                cause);
    }

    private static String host(String bind) {
        return switch (bind) {
            case "0.0.0.0", "::" -> "localhost";
            default -> bind.indexOf(':') < 0 ? bind : "[" + bind + "]";
        };
    }
}
