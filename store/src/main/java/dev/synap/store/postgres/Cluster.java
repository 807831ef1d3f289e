package dev.synap.store.postgres;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database cluster on disk and the password of its superuser.
 *
 * <p>The data directory holds {@code cluster} (PostgreSQL's own directory), {@code password}, {@code port},
 * {@code synap.lock} and {@code log}. A cluster is made beside its place and moved there in one step, so one
 * that was killed half-way is never taken for a whole one.
 */
final class Cluster {

    /** The superuser that {@code initdb} makes. */
    static final String SUPERUSER = "synap_admin";

    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final String UNFINISHED = "cluster.unfinished-";
    private static final Duration INITDB_LIMIT = Duration.ofMinutes(5);
    private static final int BUILTIN_LOCALES_SINCE = 17;
    private static final int PASSWORD_BYTES = 32;

    private final Path dataDir;
    private final String password;

    private Cluster(Path dataDir, String password) {
        this.dataDir = dataDir;
        this.password = password;
    }

    /** Opens the cluster of a data directory that this process has locked, and makes it if there is none. */
    static Cluster openOrCreate(Path dataDir, PostgresBinaries binaries, Consumer<String> progress) throws IOException {
        Cluster cluster = new Cluster(dataDir, readOrMakePassword(dataDir));
        if (Files.exists(cluster.directory())) {
            cluster.checkOwner();
            cluster.checkVersion(binaries);
            cluster.removeUnfinished();
        } else {
            progress.accept("creating the database");
            cluster.create(binaries);
        }
        DurableFiles.createPrivateDirectories(cluster.logDirectory());
        return cluster;
    }

    private static String readOrMakePassword(Path dataDir) throws IOException {
        Path file = dataDir.resolve("password");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        if (Files.exists(dataDir.resolve("cluster"))) {
            throw new PostgresStartException("The database in " + dataDir + " is there, but its password file " + file
                    + " is missing. Bring the file back from a copy.");
        }
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        DurableFiles.write(file, password + "\n");
        return password;
    }

    private void create(PostgresBinaries binaries) throws IOException {
        removeUnfinished();
        // A name of its own: the initdb of a process that was killed may still be writing into the one before.
        Path unfinished = dataDir.resolve(UNFINISHED + UUID.randomUUID());
        List<String> arguments = new ArrayList<>(List.of(
                "--pgdata=" + unfinished,
                "--username=" + SUPERUSER,
                "--pwfile=" + dataDir.resolve("password"),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--data-checksums",
                // Order by bytes, the same on every machine and for all time; upper, lower and "is a letter" by
                // Unicode.
                "--locale=C",
                "--lc-ctype=C.UTF-8"));
        if (binaries.majorVersion() >= BUILTIN_LOCALES_SINCE) {
            arguments.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
        }
        Command.Result result = binaries.run(INITDB_LIMIT, "initdb", arguments.toArray(String[]::new));
        if (!result.succeeded()) {
            throw new PostgresStartException("The database could not be created in " + dataDir
                    + ". Check that the disk has room and may be written. PostgreSQL said:\n"
                    + result.output().strip());
        }
        Files.writeString(
                unfinished.resolve("postgresql.conf"),
                "\ninclude = '" + ServerConf.FILE + "'\n",
                StandardOpenOption.APPEND);
        DurableFiles.write(unfinished.resolve(ServerConf.FILE), "");
        DurableFiles.sync(unfinished.resolve("postgresql.conf"));
        DurableFiles.move(unfinished, directory());
    }

    private void removeUnfinished() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(dataDir, UNFINISHED + "*")) {
            for (Path directory : left) {
                DurableFiles.deleteTree(directory);
            }
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // An initdb that outlived its parent is still at work in it; it goes with the next start.
            LOG.debug("not everything unfinished in {} could be removed", dataDir, e);
        }
    }

    private void checkOwner() throws IOException {
        Object owner = Files.getAttribute(directory(), "unix:uid");
        Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (!owner.equals(self)) {
            throw new PostgresStartException("The database in " + dataDir + " belongs to the user "
                    + Files.getOwner(directory()).getName()
                    + ". Run Synap as that user, or give the directory to this one"
                    + " with `chown -R`.");
        }
    }

    private void checkVersion(PostgresBinaries binaries) throws IOException {
        String made = Files.readString(directory().resolve("PG_VERSION")).strip();
        if (!made.equals(String.valueOf(binaries.majorVersion()))) {
            throw new PostgresStartException("The database in " + dataDir + " was made by PostgreSQL " + made
                    + " and cannot be opened by PostgreSQL " + binaries.version()
                    + ". Start the Synap that made it and export, then import into a new data directory.");
        }
    }

    /** PostgreSQL's own data directory. */
    Path directory() {
        return dataDir.resolve("cluster");
    }

    /** Where PostgreSQL's log files are. */
    Path logDirectory() {
        return dataDir.resolve("log");
    }

    /** The file that keeps the port from one start to the next. */
    Path portFile() {
        return dataDir.resolve("port");
    }

    String password() {
        return password;
    }
}
