package dev.synap.docs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One bash that a reader would type into: variables and the current directory last from block to block. */
final class Shell implements AutoCloseable {

    private static final String END = "__end_of_block__";

    private final Process bash;
    private final BufferedReader output;
    private final Writer input;

    Shell(Path directory, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash").directory(directory.toFile());
        builder.environment().putAll(environment);
        bash = builder.redirectErrorStream(true).start();
        output = new BufferedReader(new InputStreamReader(bash.getInputStream(), StandardCharsets.UTF_8));
        input = bash.outputWriter(StandardCharsets.UTF_8);
    }

    /** What the commands print; each command's last line is ended where it does not end itself. */
    String run(String commands) throws IOException {
        input.write("{\n" + commands + "} </dev/null\nprintf '\\n%s\\n' " + END + "\n");
        input.flush();
        StringBuilder printed = new StringBuilder();
        String line = output.readLine();
        while (line != null && !line.equals(END)) {
            printed.append(line).append('\n');
            line = output.readLine();
        }
        return printed.toString().replaceAll("\\n{2,}", "\n");
    }

    @Override
    public void close() {
        bash.destroy();
        try {
            if (!bash.waitFor(10, TimeUnit.SECONDS)) {
                bash.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
