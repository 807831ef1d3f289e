package dev.synap.store.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Unpacks the PostgreSQL on the class path into a cache directory, once for each version.
 *
 * <p>Any number of processes may do so at the same time, and any of them may be killed: the files are unpacked
 * beside their place, forced to disk and then moved there in one step, under a lock of the operating system.
 */
final class BundledBinaries {

    /** File locks are per process; this one keeps the threads of this process apart. */
    private static final ReentrantLock IN_THIS_JVM = new ReentrantLock();

    private final String version;
    private final String archive;

    private BundledBinaries(String version, String archive) {
        this.version = version;
        this.archive = archive;
    }

    /**
     * The binaries for the machine that this runs on.
     *
     * @throws PostgresStartException if none were packed for it
     */
    static BundledBinaries forThisMachine() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String architecture = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            case String other -> other;
        };
        String archive = "postgres-" + system + "-" + architecture + ".txz";
        if (loader().getResource(archive) == null) {
            throw new PostgresStartException("Synap brings no PostgreSQL for " + system + " on " + architecture
                    + ". Set SYNAP_DATABASE_URL to a PostgreSQL of your own.");
        }
        Properties bundled = new Properties();
        try (InputStream in = BundledBinaries.class.getResourceAsStream("bundled.properties")) {
            bundled.load(in);
        }
        return new BundledBinaries(bundled.getProperty("version"), archive);
    }

    String version() {
        return version;
    }

    /** Makes sure that the binaries lie in the cache directory, and checks that they run. */
    PostgresBinaries unpackInto(Path cacheDir, Consumer<String> progress) throws IOException {
        Path home = cacheDir.resolve(
                "postgresql-" + version + archive.replace("postgres", "").replace(".txz", ""));
        if (!Files.isDirectory(home)) {
            Files.createDirectories(cacheDir);
            IN_THIS_JVM.lock();
            try (FileChannel channel = FileChannel.open(
                    home.resolveSibling(home.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)) {
                // The lock ends with its channel; whoever waited for it finds the work done.
                channel.lock();
                if (!Files.isDirectory(home)) {
                    progress.accept("unpacking PostgreSQL " + version);
                    unpack(home);
                }
            } finally {
                IN_THIS_JVM.unlock();
            }
        }
        return PostgresBinaries.in(home.resolve("bin"));
    }

    private void unpack(Path home) throws IOException {
        Path unfinished = home.resolveSibling(home.getFileName() + ".unfinished");
        // Left by a process that was killed while unpacking: nobody else can be at it under the lock.
        DurableFiles.deleteTree(unfinished);
        Files.createDirectory(unfinished);
        try (InputStream packed = loader().getResourceAsStream(archive);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                extract(tar, entry, unfinished);
            }
        }
        DurableFiles.syncTree(unfinished);
        DurableFiles.move(unfinished, home);
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path root) throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("The archive has an entry outside of its root: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static ClassLoader loader() {
        return BundledBinaries.class.getClassLoader();
    }
}
