package dev.synap.store.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL's log files, of which an error message shows the end. */
final class ServerLog {

    private static final int TAIL_LINES = 15;

    private final Path directory;

    ServerLog(Path directory) {
        this.directory = directory;
    }

    /** Takes what the server says before its own log file is open. */
    Path startFile() {
        return directory.resolve("start.log");
    }

    /** The last lines of both the start and the newest log file. */
    String tail() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<String> lines = files.sorted(
                            Comparator.comparing(ServerLog::lastModified).reversed())
                    .limit(2)
                    .sorted(Comparator.comparing(ServerLog::lastModified))
                    .flatMap(ServerLog::lines)
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        }
    }

    private static long lastModified(Path file) {
        return file.toFile().lastModified();
    }

    private static Stream<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines();
        } catch (IOException unreadable) {
            return Stream.of("(" + file + " cannot be read)");
        }
    }
}
