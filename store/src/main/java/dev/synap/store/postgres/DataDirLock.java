package dev.synap.store.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right of one process to run PostgreSQL in a data directory.
 *
 * <p>It is a lock of the operating system on the file {@code synap.lock}, so it ends with its process however
 * that dies. The file holds the owner's process id, for the message that a second one gets.
 */
final class DataDirLock implements AutoCloseable {

    private static final String FILE = "synap.lock";

    /**
     * The directories that this JVM holds. A POSIX file lock belongs to the process, and closing any
     * descriptor of the file drops it, so a second attempt from the same JVM must not even open the file.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path dataDir;
    private final FileChannel channel;

    private DataDirLock(Path dataDir, FileChannel channel) {
        this.dataDir = dataDir;
        this.channel = channel;
    }

    /**
     * Takes the directory for this process.
     *
     * @param dataDir an existing directory, as its real path
     * @throws DataDirInUseException if it is taken
     */
    static DataDirLock acquire(Path dataDir) throws IOException {
        if (!HELD.add(dataDir)) {
            throw new DataDirInUseException(dataDir, ProcessHandle.current().pid());
        }
        try {
            return new DataDirLock(dataDir, lock(dataDir));
        } catch (IOException | RuntimeException e) {
            HELD.remove(dataDir);
            throw e;
        }
    }

    private static FileChannel lock(Path dataDir) throws IOException {
        Path file = dataDir.resolve(FILE);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new DataDirInUseException(dataDir, ownerIn(file));
            }
            channel.truncate(0);
            String pid = ProcessHandle.current().pid() + "\n";
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static long ownerIn(Path file) throws IOException {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (NumberFormatException notWrittenYet) {
            return 0;
        }
    }

    /** Gives the directory back. The file stays: removing it could pull it from under the next owner. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD.remove(dataDir);
        }
    }
}
