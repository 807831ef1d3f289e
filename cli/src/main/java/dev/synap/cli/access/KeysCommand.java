package dev.synap.cli.access;

import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.terminal.CommandGroup;
import dev.synap.cli.terminal.Table;
import dev.synap.cli.terminal.Terminal;
import dev.synap.cli.terminal.Times;
import dev.synap.client.ApiKey;
import dev.synap.client.CreatedKey;
import dev.synap.client.KeyRequest;
import dev.synap.client.Synap;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes, lists and revokes API keys. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Makes, lists and revokes API keys.",
        subcommands = {KeysCommand.Create.class, KeysCommand.Show.class, KeysCommand.Revoke.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./synap keys create laptop                           prints the key, this once",
            "  ./synap keys create dashboard --scope read --expires 2026-12-31",
            "  export SYNAP_KEY=$(./synap keys create laptop --user mary)",
            "  ./synap keys list",
            "  ./synap keys revoke key_0352ewdj5tXaWRiYm0Awah"
        })
public final class KeysCommand extends CommandGroup {

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Makes a key and prints it. It cannot be shown again.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./synap keys create laptop",
                "  ./synap keys create dashboard --scope read --expires 2026-12-31",
                "  export SYNAP_KEY=$(./synap keys create laptop --user mary)"
            })
    public static final class Create extends ServerCommand {

        @Parameters(paramLabel = "NAME", description = "What it is for.")
        private String name = "";

        @Option(names = "--user", paramLabel = "ID", description = "Whose it shall be. Default: yours.")
        private @Nullable String user;

        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                split = ",",
                description = "What it may do: read, write, import, admin. Default: read,write.")
        private @Nullable List<String> scopes;

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                converter = Times.End.class,
                description = "When it ends; a day counts whole. Default: never.")
        private @Nullable Instant expires;

        public Create(Terminal terminal) {
            super(terminal);
        }

        @Override
        protected void run(Synap synap) {
            CreatedKey made = synap.keys().create(new KeyRequest(name, scopes, user, expires));
            terminal.out().println(made.secret());
            terminal.remark("This is %s of %s, for %s. It cannot be shown again."
                    .formatted(made.key().keyId(), made.key().userId(), scopes(made.key())));
        }
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Lists your keys, those that ended included.",
            footerHeading = "%nExamples:%n",
            footer = "  ./synap keys list")
    public static final class Show extends ServerCommand {

        public Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        protected void run(Synap synap) {
            try (Table table =
                    Table.of(terminal, "KEY", "BEGINS", "SCOPES", "MADE (UTC)", "USED (UTC)", "ENDS", "NAME")) {
                for (ApiKey each : synap.keys().list()) {
                    table.row(
                            each.keyId(),
                            each.prefix(),
                            scopes(each),
                            Times.show(each.createdAt()),
                            each.lastUsedAt() == null ? "never" : Times.show(each.lastUsedAt()),
                            end(each),
                            each.name());
                }
            }
        }

        private static String end(ApiKey key) {
            if (key.revokedAt() != null) {
                return "revoked " + Times.show(key.revokedAt());
            }
            return key.expiresAt() == null ? "never" : Times.show(key.expiresAt());
        }
    }

    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Ends a key at once and for ever.",
            footerHeading = "%nExamples:%n",
            footer = "  ./synap keys revoke key_0352ewdj5tXaWRiYm0Awah")
    public static final class Revoke extends ServerCommand {

        @Parameters(paramLabel = "ID", description = "The key's id, not the key itself.")
        private String keyId = "";

        public Revoke(Terminal terminal) {
            super(terminal);
        }

        @Override
        protected void run(Synap synap) {
            synap.keys().revoke(keyId);
            terminal.out().println("Revoked " + keyId);
        }
    }

    private static String scopes(ApiKey key) {
        return String.join(",", key.scopes().stream().sorted().toList());
    }
}
