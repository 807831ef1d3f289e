package dev.synap.cli.git;

import dev.synap.core.event.Drafts;
import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.event.Ids;
import dev.synap.core.event.RequestContext;
import dev.synap.core.fold.State;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.ExpectedVersion;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.postgres.TestPostgres;
import dev.synap.store.state.Snapshots;
import dev.synap.store.state.StateReader;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A workspace of its own in the real log, without a server in front. */
final class TestLog implements ImportLog {

    private static final AtomicInteger WORKSPACES = new AtomicInteger();
    private static final Database DATABASE =
            Database.connect(DatabaseSettings.of(TestPostgres.bundled().createDatabase(), "postgres", ""));
    private static final Snapshots SNAPSHOTS = new Snapshots(DATABASE.dataSource(), Snapshots.DEFAULT_INTERVAL);
    private static final PostgresEventLog LOG = new PostgresEventLog(DATABASE, Clock.systemUTC(), SNAPSHOTS);
    private static final StateReader STATES = new StateReader(DATABASE.dataSource(), SNAPSHOTS);

    private final String workspace = "ws_" + WORKSPACES.incrementAndGet();
    private final Drafts drafts = new Drafts(Ids.random());

    @Override
    public State state(String subjectId) {
        return state(subjectId, AsOf.latest());
    }

    State state(String subjectId, AsOf asOf) {
        return STATES.state(workspace, subjectId, asOf);
    }

    @Override
    public AppendResult append(List<EventDraft> events, Map<String, ExpectedVersion> expectedVersions) {
        return LOG.append(new AppendRequest(
                workspace, drafts.complete(workspace, events, RequestContext.local("owner")), expectedVersions));
    }

    List<Event> events() {
        try (Stream<Event> events = LOG.stream(workspace, 0)) {
            return events.toList();
        }
    }

    long position() {
        return LOG.position(workspace);
    }
}
