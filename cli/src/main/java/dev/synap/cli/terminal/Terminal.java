package dev.synap.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command reads, writes and finds its environment.
 *
 * @param out for what was asked for, in UTF-8
 * @param err for everything else: errors, progress, remarks
 * @param person whether a person watches {@code out}
 * @param watched whether a person watches {@code err}
 */
public record Terminal(
        InputStream in,
        PrintWriter out,
        PrintStream err,
        Map<String, String> environment,
        boolean person,
        boolean watched) {

    private static final int DEFAULT_WIDTH = 100;

    public Terminal {
        environment = Map.copyOf(environment);
    }

    /** The one that this process was started from. */
    public static Terminal ofProcess() {
        return new Terminal(
                System.in,
                new PrintWriter(
                        new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8)),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                System.getenv(),
                isTerminal(1),
                isTerminal(2));
    }

    /** A variable that is set to something. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Whether to colour what goes to {@code out}; see no-color.org. */
    public boolean colours() {
        return person && coloursWanted();
    }

    /** Whether to colour what goes to {@code err}. */
    public boolean errorColours() {
        return watched && coloursWanted();
    }

    /** Columns, where they are known; a fair guess else. */
    public int width() {
        return variable("COLUMNS").flatMap(Terminal::number).orElse(DEFAULT_WIDTH);
    }

    /** A remark for a person, beside the output. */
    public void remark(String text) {
        out.flush();
        err.println(text);
    }

    private boolean coloursWanted() {
        return variable("NO_COLOR").isEmpty() && !variable("TERM").orElse("").equals("dumb");
    }

    private static Optional<Integer> number(String text) {
        try {
            int number = Integer.parseInt(text.strip());
            return number >= 40 ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Java tells of stdin and stdout together only: Linux tells of each. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            if (Files.isSymbolicLink(link)) {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            }
        } catch (IOException e) {
            // Asked below.
        }
        return System.console() != null && System.console().isTerminal();
    }
}
