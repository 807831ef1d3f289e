package dev.synap.server.start;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.write.WriteFlow;
import dev.synap.server.realtime.RealtimeSettings;
import dev.synap.server.web.WebSettings;
import dev.synap.server.webhook.WebhookSettings;
import dev.synap.store.access.KeySecret;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the server as flags and environment say, and tells the person at the terminal how to go on. */
@Command(
        name = "./synap start",
        mixinStandardHelpOptions = true,
        versionProvider = StartVersion.class,
        sortOptions = false,
        description = "Starts Synap, with a PostgreSQL of its own or one of yours. Ctrl-C stops both.",
        footer = {
            "",
            "Environment:",
            "  SYNAP_ADMIN_KEY    an API key of your choice for the first user, 16 characters or more",
            "  SYNAP_LOG_FORMAT   text or json",
            "  SYNAP_PROPOSAL_EXPIRY  how long proposals wait for a person, such as 30d, 12h or 10m (30d)",
            "  SYNAP_ORIGINS      pages besides Synap's own from which browsers may connect to realtime, such as",
            "                     https://synap.example.com,https://other.example.com",
            "  SYNAP_WEBHOOK_ALLOW_PRIVATE  1: webhooks may go to private addresses, and over plain HTTP",
            "  SYNAP_WEBHOOK_ATTEMPTS  how often something is sent to a webhook before it is parked, 1 to 50 (16)",
            "  SYNAP_MODEL_KEY    the key that the model's endpoint wants to see",
            "  SYNAP_MODEL_TIMEOUT  how long the model may take for an answer, such as 45s (30s)",
            "  SYNAP_MODEL_TOKENS_PER_DAY  how many tokens a workspace may use in a day, UTC (200000)",
            "  OTEL_EXPORTER_OTLP_ENDPOINT  where traces of the model's calls go, over OTLP; nowhere unless given",
            "  SYNAP_JAVA_OPTS    flags for the JVM, such as -Xmx2g"
        })
public final class StartCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:SYNAP_PORT:-8080}",
            description = "where to listen (SYNAP_PORT; 8080)")
    private int port;

    @Option(
            names = "--realtime-port",
            paramLabel = "PORT",
            defaultValue = "${env:SYNAP_REALTIME_PORT}",
            description = "where Socket.IO listens (SYNAP_REALTIME_PORT; the next one after --port; 0: any)")
    private @Nullable Integer realtimePort;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "the address to listen on (127.0.0.1: this machine only)")
    private String bind = "127.0.0.1";

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "${env:SYNAP_DATA_DIR}",
            description =
                    "where Synap's own PostgreSQL keeps its data (SYNAP_DATA_DIR; $XDG_DATA_HOME/synap or ~/.synap)")
    private @Nullable Path dataDir;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            defaultValue = "${env:SYNAP_DATABASE_URL}",
            description =
                    "a PostgreSQL 15 or newer of your own: postgres://user:password@host/name (SYNAP_DATABASE_URL)")
    private @Nullable String databaseUrl;

    @Option(
            names = "--model-url",
            paramLabel = "URL",
            defaultValue = "${env:SYNAP_MODEL_URL}",
            description = "where a language model speaks OpenAI's protocol, such as http://127.0.0.1:11434/v1 of Ollama"
                    + " (SYNAP_MODEL_URL; none: nothing is asked)")
    private @Nullable String modelUrl;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "${env:SYNAP_MODEL}",
            description = "the name of that model (SYNAP_MODEL)")
    private @Nullable String model;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    public StartCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** Returns 0 once the server runs; it goes on running. Returns 1 when it cannot start. */
    @Override
    public Integer call() {
        try {
            ServerSettings settings = settings();
            RunningServer server = RunningServer.start(settings, step -> err.println("Synap: " + step));
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
            // With logs as JSON, nothing else may stand between their lines.
            Welcome.print(server, settings.web().json() ? err : out);
            return 0;
        } catch (StartException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private ServerSettings settings() {
        if (port < 0 || port > 65_535) {
            throw new StartException("The port must be 0 to 65535, but is " + port + ".", null);
        }
        WebSettings web = new WebSettings(bind, port, isJson(), WebSettings.DEFAULT_FAILED_KEYS);
        return new ServerSettings(
                web,
                new RealtimeSettings(bind, realtimePort(), origins()),
                dataDir == null || dataDir.toString().isBlank() ? defaultDataDir() : dataDir,
                Optional.ofNullable(databaseUrl)
                        .filter(url -> !url.isBlank())
                        .map(url -> DatabaseUrl.parse(url, environment)),
                adminKey(),
                proposalExpiry(),
                webhooks(),
                ModelOptions.read(modelUrl, model, environment));
    }

    private WebhookSettings webhooks() {
        WebhookSettings settings = WebhookSettings.defaults().withAllowPrivate(allowsPrivateReceivers());
        String attempts = environment.getOrDefault("SYNAP_WEBHOOK_ATTEMPTS", "");
        if (attempts.isEmpty()) {
            return settings;
        }
        if (!attempts.matches("[1-9]|[1-4][0-9]|50")) {
            throw new StartException("SYNAP_WEBHOOK_ATTEMPTS must be 1 to 50, but is " + attempts + ".", null);
        }
        return settings.withAttempts(Integer.parseInt(attempts));
    }

    private int realtimePort() {
        int chosen = realtimePort != null ? realtimePort : port == 0 ? 0 : port + 1;
        if (chosen < 0 || chosen > 65_535) {
            throw new StartException("The realtime port must be 0 to 65535, but is " + chosen + ".", null);
        }
        return chosen;
    }

    private Set<String> origins() {
        String text = environment.getOrDefault("SYNAP_ORIGINS", "").toLowerCase(Locale.ROOT);
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toSet());
    }

    private boolean allowsPrivateReceivers() {
        String text = environment.getOrDefault("SYNAP_WEBHOOK_ALLOW_PRIVATE", "");
        return switch (text) {
            case "1" -> true;
            case "", "0" -> false;
            default ->
                throw new StartException("SYNAP_WEBHOOK_ALLOW_PRIVATE must be 0 or 1, but is " + text + ".", null);
        };
    }

    private Duration proposalExpiry() {
        String text = environment.getOrDefault("SYNAP_PROPOSAL_EXPIRY", "");
        return text.isEmpty() ? WriteFlow.DEFAULT_PATIENCE : Waits.parse("SYNAP_PROPOSAL_EXPIRY", text);
    }

    private Optional<KeySecret> adminKey() {
        String key = environment.getOrDefault("SYNAP_ADMIN_KEY", "");
        if (key.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(KeySecret.chosen("SYNAP_ADMIN_KEY", key));
        } catch (InvalidInputException e) {
            throw new StartException(e.field() + " " + e.getMessage() + ".", e);
        }
    }

    private boolean isJson() {
        String format = environment.getOrDefault("SYNAP_LOG_FORMAT", "text");
        return switch (format) {
            case "json" -> true;
            case "text", "" -> false;
            default -> throw new StartException("SYNAP_LOG_FORMAT must be text or json, but is " + format + ".", null);
        };
    }

    private Path defaultDataDir() {
        String shared = environment.getOrDefault("XDG_DATA_HOME", "");
        return shared.isBlank() ? Path.of(System.getProperty("user.home"), ".synap") : Path.of(shared, "synap");
    }
}
