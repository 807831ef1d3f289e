package dev.synap.cli.demo;

import dev.synap.cli.terminal.Terminal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * How commands that are shown are told what this one was told.
 *
 * @param server options for the server, each with a blank in front
 * @param key what stands for the key between double quotes
 */
record Shell(String server, String key) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    static Shell of(CommandSpec command, Terminal terminal) {
        ParseResult parsed = command.commandLine().getParseResult();
        String keyFile = given(parsed, "--key-file");
        String variable = terminal.variable("SYNAP_KEY").isPresent() ? "SYNAP_KEY" : "SYNAP_ADMIN_KEY";
        return new Shell(
                option("--url", given(parsed, "--url")) + option("--key-file", keyFile),
                keyFile == null ? "$" + variable : "$(cat " + quoted(keyFile) + ")");
    }

    /** What the commands need to be told. */
    String options(String workspace) {
        return option("-w", workspace) + server;
    }

    private static @Nullable String given(ParseResult parsed, String option) {
        return parsed.hasMatchedOption(option)
                ? String.join("", parsed.matchedOption(option).originalStringValues())
                : null;
    }

    private static String option(String name, @Nullable String value) {
        return value == null ? "" : " " + name + " " + quoted(value);
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
