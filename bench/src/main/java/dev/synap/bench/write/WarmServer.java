package dev.synap.bench.write;

import dev.synap.bench.http.HttpAppends;
import dev.synap.bench.http.ServerProcess;
import dev.synap.bench.load.Load;
import dev.synap.bench.load.Side;
import dev.synap.bench.run.Stage;
import dev.synap.bench.sample.Prose;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.bench.sample.Subjects;
import dev.synap.store.DatabaseSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** A server that has been under load until its code was compiled, people who write notes, and plain appends beside them. */
final class WarmServer implements AutoCloseable {

    /** Of so many answers about one is held against the lists. */
    private static final int CHECK_EVERY = 10;

    private static final int APPENDS_SHARE = 4;

    private final Stage<WriteScale> stage;
    private final String databaseName;
    private final ServerProcess server;
    private final NoteWrites notes;
    private final HttpAppends appends;

    private WarmServer(Stage<WriteScale> stage, String databaseName, ServerProcess server) {
        this.stage = stage;
        this.databaseName = databaseName;
        this.server = server;
        int connections = stage.scale().counts().connections();
        this.notes = new NoteWrites(server, new Prose(), connections, Subjects.WORKSPACES, CHECK_EVERY);
        this.appends = new HttpAppends(server, new SampleEvents(), connections, Subjects.WORKSPACES);
    }

    /** Starts one on a database of this name, which goes when it is closed. */
    static WarmServer start(Stage<WriteScale> stage, String databaseName) throws Exception {
        stage.progress().step("starting a server");
        DatabaseSettings database = stage.postgres().createDatabase(databaseName);
        WarmServer warm = new WarmServer(stage, databaseName, ServerProcess.start(database, stage.directory()));
        try {
            warm.warmUp();
            return warm;
        } catch (Exception e) {
            warm.close();
            throw e;
        }
    }

    private void warmUp() throws Exception {
        server.createWorkspaces(Subjects.WORKSPACES);
        Duration time = stage.scale().times().serverWarmUp();
        if (!time.isZero()) {
            stage.progress().step("warming it up");
            Load.run(appends, time.dividedBy(APPENDS_SHARE));
            Load.run(notes, time);
        }
    }

    /** Requests that wait until they show. */
    NoteWrites notes() {
        return notes;
    }

    /** The baseline: an event each, with no request, no worker and no projection to wait for. */
    Side appends() {
        return appends;
    }

    /** About how long starting takes. */
    static Duration estimate(WriteScale scale) {
        Duration time = scale.times().serverWarmUp();
        return time.plus(time.dividedBy(APPENDS_SHARE)).plusSeconds(12);
    }

    @Override
    public void close() throws IOException, InterruptedException, SQLException {
        notes.close();
        appends.close();
        server.close();
        stage.postgres().dropDatabase(databaseName);
    }
}
