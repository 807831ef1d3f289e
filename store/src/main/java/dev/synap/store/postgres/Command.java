package dev.synap.store.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program of PostgreSQL, as a user that PostgreSQL accepts.
 *
 * <p>PostgreSQL refuses to run as root. For root the program therefore runs in a user namespace of its own
 * ({@code unshare -U}), where it has no privileges but still owns root's files.
 */
final class Command {

    /** What a finished program said on both of its outputs. */
    record Result(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    private Command() {}

    /**
     * Runs a program to its end.
     *
     * @throws PostgresStartException if it cannot be run, or is not done within the time limit and was killed
     */
    static Result run(Duration limit, List<String> program) throws IOException {
        return isRoot() ? run(limit, unprivileged(program), Path.of("/")) : run(limit, program, Path.of("/"));
    }

    private static List<String> unprivileged(List<String> program) throws IOException {
        Result probe;
        try {
            probe = run(Duration.ofSeconds(10), List.of("unshare", "-U", "true"), Path.of("/"));
        } catch (IOException missing) {
            probe = new Result(127, String.valueOf(missing.getMessage()));
        }
        if (!probe.succeeded()) {
            throw new PostgresStartException("""
                    PostgreSQL does not run as root, and this machine does not allow `unshare -U` to drop root's rights (%s).
                    Run Synap as an ordinary user, or set SYNAP_DATABASE_URL to a PostgreSQL of your own.\
                    """.formatted(probe.output().strip()));
        }
        List<String> command = new ArrayList<>(List.of("unshare", "-U"));
        command.addAll(program);
        return command;
    }

    private static Result run(Duration limit, List<String> command, Path workingDirectory) throws IOException {
        // A file and not a pipe: a server that outlives the program may keep its output open.
        Path output = Files.createTempFile("synap-postgres-", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(workingDirectory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile());
            cleanEnvironment(builder.environment());
            Process process = builder.start();
            if (!finishes(process, limit)) {
                process.destroyForcibly();
                throw new PostgresStartException("`%s` was not done after %d s and was stopped. It said:%n%s"
                        .formatted(String.join(" ", command), limit.toSeconds(), read(output)));
            }
            return new Result(process.exitValue(), read(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Keeps settings that the user made for another PostgreSQL (PGDATA, PGPORT, PGOPTIONS …) away from ours. */
    private static void cleanEnvironment(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        environment.put("LC_ALL", "C");
    }

    private static boolean finishes(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new PostgresStartException("Interrupted while waiting for PostgreSQL.", e);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }
}
