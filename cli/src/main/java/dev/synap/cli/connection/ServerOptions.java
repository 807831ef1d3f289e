package dev.synap.cli.connection;

import dev.synap.cli.terminal.Terminal;
import dev.synap.client.Synap;
import dev.synap.client.SynapBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the server is and who asks. Mix them into every command that needs it. */
public final class ServerOptions {

    private final Terminal terminal;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server. Default: SYNAP_URL, else http://127.0.0.1:8080, or the port in SYNAP_PORT.")
    private @Nullable String url;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "A file that holds the API key. Default: the key in SYNAP_KEY, else SYNAP_ADMIN_KEY.")
    private @Nullable Path keyFile;

    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "ID",
            description = "The workspace. Default: ${DEFAULT-VALUE}.")
    private String workspace = Synap.DEFAULT_WORKSPACE;

    public ServerOptions(Terminal terminal) {
        this.terminal = terminal;
    }

    public String workspace() {
        return workspace;
    }

    /** Where the server is. */
    public String url() {
        if (url != null) {
            return url;
        }
        return terminal.variable("SYNAP_URL")
                .orElseGet(() ->
                        "http://127.0.0.1:" + terminal.variable("SYNAP_PORT").orElse("8080"));
    }

    /** For a person who waits: says soon when there is no server. */
    public Synap connect() {
        return builder().retries(3).build();
    }

    /**
     * For work that takes long and shall outlast a restart of the server. Fails soon when there is no server
     * or no such workspace to begin with.
     */
    public Synap connectPatiently() {
        try (Synap synap = connect()) {
            if (synap.workspaces().get(workspace).isEmpty()) {
                throw CliException.failed("This key sees no workspace " + workspace + "; it sees "
                        + String.join(", ", synap.me().workspaces()));
            }
        }
        return patient();
    }

    /** As {@link #connectPatiently()}, but a workspace that is not there yet is made. */
    public Synap connectToImport() {
        try (Synap synap = connect()) {
            if (synap.workspaces().get(workspace).isEmpty()) {
                synap.workspaces().create(workspace, workspace);
                terminal.remark("Made the workspace " + workspace);
            }
        }
        return patient();
    }

    private Synap patient() {
        return builder()
                .retries(60)
                .attemptTimeout(Duration.ofMinutes(1))
                .timeout(Duration.ofMinutes(5))
                .build();
    }

    private SynapBuilder builder() {
        return Synap.builder().url(url()).key(key()).workspace(workspace);
    }

    private String key() {
        if (keyFile != null) {
            try {
                return Files.readString(keyFile);
            } catch (IOException e) {
                throw CliException.usage("The key file " + keyFile + " cannot be read: " + e.getMessage());
            }
        }
        return terminal.variable("SYNAP_KEY")
                .or(() -> terminal.variable("SYNAP_ADMIN_KEY"))
                .orElseThrow(() -> CliException.usage("No API key: put the one that ./synap start printed at its first"
                        + " start into SYNAP_KEY, or name a file that holds it with --key-file."));
    }
}
