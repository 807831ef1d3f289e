package dev.synap.store.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Chooses the port of the server: the wanted one, else the one of the last start, else any that is free. */
final class LocalPort {

    private static final String LOOPBACK = "127.0.0.1";

    private LocalPort() {}

    /**
     * Chooses a port and keeps it in the file for the next start.
     *
     * @throws PostgresStartException if the wanted port is taken
     */
    static int choose(OptionalInt wanted, Path portFile) throws IOException {
        if (wanted.isPresent() && !isFree(wanted.getAsInt())) {
            throw new PostgresStartException("Port " + wanted.getAsInt()
                    + ", where PostgreSQL should listen, is taken by another program. Free it, or name no port and one"
                    + " is chosen.");
        }
        int last = last(portFile);
        int port = wanted.orElseGet(() -> last);
        if (port == 0 || !isFree(port)) {
            port = anyFree();
        }
        if (port != last) {
            DurableFiles.write(portFile, port + "\n");
        }
        return port;
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As PostgreSQL does it: connections of the last server that are not quite over are no hindrance.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int anyFree() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private static int last(Path portFile) throws IOException {
        try {
            return Integer.parseInt(Files.readString(portFile).strip());
        } catch (NoSuchFileException | NumberFormatException none) {
            return 0;
        }
    }
}
