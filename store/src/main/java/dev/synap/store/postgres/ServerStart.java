package dev.synap.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a cluster to a running server: takes over one that runs as it should, else starts one. */
record ServerStart(LocalPostgresSettings settings, PostgresBinaries binaries, Cluster cluster, Postmaster postmaster) {

    private static final Logger LOG = LoggerFactory.getLogger(ServerStart.class);
    private static final int PORT_ATTEMPTS = 3;

    /** The same on a fixed port. */
    ServerStart at(int port) {
        return new ServerStart(settings.withPort(port), binaries, cluster, postmaster);
    }

    PostmasterPid takeOverOrStart() throws IOException, SQLException {
        boolean lz4 = binaries.accepts(cluster.directory(), "wal_compression", "lz4");
        Optional<PostmasterPid> orphan = postmaster.running();
        if (orphan.isPresent()) {
            PostmasterPid found = orphan.get();
            if (runsAsWanted(found, lz4)) {
                LOG.info("took over PostgreSQL in {}, process {}", cluster.directory(), found.pid());
                return found;
            }
            LOG.info("restarting PostgreSQL in {} with other settings", cluster.directory());
            postmaster.stop(found.pid());
        }
        settings.progress().accept("starting PostgreSQL " + binaries.version());
        return startOnAFreePort(lz4);
    }

    private boolean runsAsWanted(PostmasterPid found, boolean lz4) throws IOException, SQLException {
        return settings.port().orElse(found.port()) == found.port()
                && Files.readString(confFile()).equals(ServerConf.text(found.port(), lz4, settings.overrides()))
                && new Databases(cluster, found.port()).serverVersion().equals(binaries.version());
    }

    private PostmasterPid startOnAFreePort(boolean lz4) throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = LocalPort.choose(settings.port(), cluster.portFile());
            DurableFiles.write(confFile(), ServerConf.text(port, lz4, settings.overrides()));
            try {
                return postmaster.start();
            } catch (PostgresStartException e) {
                // Another program may have been quicker to take the port between the choice and the start.
                if (attempt == PORT_ATTEMPTS || LocalPort.isFree(port)) {
                    throw e;
                }
            }
        }
    }

    private Path confFile() {
        return cluster.directory().resolve(ServerConf.FILE);
    }
}
