package dev.synap.cli.access;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.ServerCommand;
import dev.synap.cli.connection.Writing;
import dev.synap.cli.terminal.CommandGroup;
import dev.synap.cli.terminal.Table;
import dev.synap.cli.terminal.Terminal;
import dev.synap.client.Setting;
import dev.synap.client.Synap;
import dev.synap.client.WorkspaceSettings;
import dev.synap.core.access.WorkspaceSetting;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows and changes what a workspace is told to do. */
@Command(
        name = "settings",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows and changes what a workspace is told to do.",
        subcommands = {SettingsCommand.Show.class, SettingsCommand.Set.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./synap settings list -w garden",
            "  ./synap settings set recordAuditReads true -w garden   each read of the audit log is an event of its own",
            "  ./synap settings set requireReasoning true -w garden   agents must say how they came to want what they ask for",
            "  ./synap settings set languageModel true -w garden      the assistant may ask the server's language model",
            "  ./synap settings set suggestionThreshold 0.8 -w garden   it suggests only what it is so sure of",
            "  ./synap settings set modelTokensPerDay 20000 -w garden   and asks the model no more than that comes to"
        })
public final class SettingsCommand extends CommandGroup {

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Lists all settings of a workspace.",
            footerHeading = "%nExamples:%n",
            footer = "  ./synap settings list -w garden")
    public static final class Show extends ServerCommand {

        public Show(Terminal terminal) {
            super(terminal);
        }

        @Override
        protected void run(Synap synap) {
            Map<String, Setting> said =
                    synap.settings().list().stream().collect(Collectors.toMap(Setting::name, each -> each));
            try (Table table = Table.of(terminal, "SETTING", "VALUE")) {
                for (WorkspaceSetting each : WorkspaceSetting.values()) {
                    table.row(each.text(), value(each, said.get(each.text())));
                }
            }
        }

        private static String value(WorkspaceSetting setting, @Nullable Setting said) {
            if (setting.kind() == WorkspaceSetting.Kind.FLAG) {
                return Boolean.toString(said != null && said.isOn());
            }
            if (said != null && said.value().isNumber()) {
                return text(said.value().doubleValue());
            }
            return setting == WorkspaceSetting.SUGGESTION_THRESHOLD
                    ? text(WorkspaceSetting.USUAL_THRESHOLD)
                    : "as the server says";
        }

        private static String text(double number) {
            return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
    }

    @Command(
            name = "set",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            description = "Has a workspace do something, or not, or says by which number.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  ./synap settings set recordAuditReads true -w garden",
                "  ./synap settings set suggestionThreshold 0.8 -w garden"
            })
    public static final class Set extends ServerCommand {

        @Parameters(index = "0", paramLabel = "SETTING", description = "Its name, such as recordAuditReads.")
        private String name = "";

        @Parameters(index = "1", paramLabel = "VALUE", arity = "1", description = "true, false or a number.")
        private String value = "";

        public Set(Terminal terminal) {
            super(terminal);
        }

        @Override
        protected void run(Synap synap) {
            WorkspaceSetting setting = WorkspaceSetting.named(name)
                    .orElseThrow(() -> CliException.usage("There is no setting " + name + "; the settings are "
                            + String.join(", ", WorkspaceSetting.names())));
            WorkspaceSettings settings = synap.settings().waiting();
            Writing.done(
                    setting.kind() == WorkspaceSetting.Kind.FLAG
                            ? settings.set(setting, flag())
                            : settings.set(setting, number()));
            terminal.out().println("%s is %s in %s".formatted(name, value, server.workspace()));
        }

        private boolean flag() {
            return switch (value) {
                case "true" -> true;
                case "false" -> false;
                default -> throw CliException.usage(name + " is true or false, but not " + value);
            };
        }

        private double number() {
            try {
                return new BigDecimal(value).doubleValue();
            } catch (NumberFormatException e) {
                throw CliException.usage(name + " is a number, but not " + value);
            }
        }
    }
}
