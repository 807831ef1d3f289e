package dev.synap.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a server says about itself in {@code postmaster.pid}. The file outlives a server that was killed, and
 * its process id may by then belong to any other program.
 *
 * @param pid of the server's first process
 * @param port where it listens, 0 as long as it is not known
 * @param status {@code starting}, {@code ready}, {@code stopping} …
 */
record PostmasterPid(long pid, int port, String status) {

    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Reads the file of a cluster; empty if there is none, or nothing in it. */
    static Optional<PostmasterPid> read(Path cluster) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(file(cluster));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        try {
            long pid = Math.abs(Long.parseLong(line(lines, 0)));
            String port = line(lines, PORT_LINE);
            return Optional.of(
                    new PostmasterPid(pid, port.isEmpty() ? 0 : Integer.parseInt(port), line(lines, STATUS_LINE)));
        } catch (NumberFormatException halfWritten) {
            return Optional.empty();
        }
    }

    static Path file(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index).strip() : "";
    }

    boolean isReady() {
        return status.equals("ready");
    }
}
