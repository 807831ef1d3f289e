package dev.synap.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An unpacked or installed PostgreSQL that can be run.
 *
 * @param binDir the directory of {@code postgres}, {@code initdb} and {@code pg_ctl}
 * @param version as PostgreSQL writes it, such as {@code 18.4}
 */
record PostgresBinaries(Path binDir, String version) {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) ((\\d+)\\S*)");

    /** Asks the programs in a directory for their version, which also shows that they run here. */
    static PostgresBinaries in(Path binDir) throws IOException {
        for (String program : List.of("postgres", "initdb", "pg_ctl")) {
            if (!Files.isExecutable(binDir.resolve(program))) {
                throw new PostgresStartException(
                        "There is no PostgreSQL in " + binDir + ": the program `" + program + "` is missing.");
            }
        }
        Command.Result result = Command.run(
                Duration.ofSeconds(30), List.of(binDir.resolve("postgres").toString(), "--version"));
        Matcher version = VERSION.matcher(result.output());
        if (!result.succeeded() || !version.find()) {
            throw new PostgresStartException("The PostgreSQL in " + binDir + " does not run on this machine: "
                    + result.output().strip() + "\nSet SYNAP_DATABASE_URL to a PostgreSQL of your own.");
        }
        return new PostgresBinaries(binDir, version.group(1));
    }

    /** The major version, such as 18. */
    int majorVersion() {
        return Integer.parseInt(version.split("\\D", 2)[0]);
    }

    /** Whether a setting may have a value in this build; what the build was compiled with decides for some. */
    boolean accepts(Path cluster, String setting, String value) throws IOException {
        return run(
                        Duration.ofSeconds(30),
                        "postgres",
                        "-D",
                        cluster.toString(),
                        "-C",
                        setting,
                        "-c",
                        setting + "=" + value)
                .succeeded();
    }

    /** Runs one of the programs to its end. */
    Command.Result run(Duration limit, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(binDir.resolve(program).toString()));
        command.addAll(List.of(arguments));
        return Command.run(limit, command);
    }
}
