package dev.synap.bench.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.bench.load.Load;
import dev.synap.bench.postgres.OpenLog;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.AppendResult.Receipt;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.ExpectedVersion;
import dev.synap.core.log.PageRequest;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.postgres.LocalPostgres;
import dev.synap.store.postgres.TestPostgres;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LostUpdatesTest {

    private static final String WORKSPACE = "bench_lost";
    private static final String SUBJECT = "note_1";

    @Test
    void find_findsNothing_whenWritersWereToldExactlyWhatIsStored() {
        assertThat(LostUpdates.find(new long[] {3, 1, 2}, new long[] {1, 2, 3})).isEmpty();
    }

    @Test
    void find_namesAnAcknowledgedAppendThatIsNotStored() {
        assertThat(LostUpdates.find(new long[] {1, 2, 3}, new long[] {1, 2}))
                .containsExactly("3 appends were acknowledged, but 2 events are stored");
    }

    @Test
    void find_namesAVersionThatTwoWritersWereGiven() {
        assertThat(LostUpdates.find(new long[] {1, 2, 2}, new long[] {1, 2, 3}))
                .containsExactly("acknowledged version 2 stands where 3 should");
    }

    @Test
    void find_namesAGapInTheLog() {
        assertThat(LostUpdates.find(new long[] {1, 2, 3}, new long[] {1, 3, 4}))
                .containsExactly("stored version 3 stands where 2 should");
    }

    @Test
    void contenders_catchALogThatAcknowledgesWhatItDoesNotStore() throws Exception {
        try (OpenLog log = new OpenLog(newDatabase())) {
            Contenders contenders = new Contenders(forgetful(log.events()), new SampleEvents(), WORKSPACE, SUBJECT, 4);

            Load.runUnits(contenders, 20);

            assertThat(LostUpdates.find(contenders.acknowledged(), stored(log.events())))
                    .isNotEmpty();
        }
    }

    /** Stores four of five appends, and says that it stored all. */
    private static EventLog forgetful(EventLog log) {
        AtomicInteger appends = new AtomicInteger();
        return (EventLog) Proxy.newProxyInstance(
                EventLog.class.getClassLoader(), new Class<?>[] {EventLog.class}, (proxy, method, arguments) -> {
                    boolean forgets = method.getName().equals("append") && appends.incrementAndGet() % 5 == 0;
                    return forgets ? acknowledged((AppendRequest) arguments[0]) : method.invoke(log, arguments);
                });
    }

    private static AppendResult acknowledged(AppendRequest request) {
        long version = ((ExpectedVersion.Exactly) request.expectedVersions().get(SUBJECT)).version() + 1;
        return new Appended(List.of(new Receipt(request.events().getFirst().id(), SUBJECT, version, version)), false);
    }

    private static long[] stored(EventLog log) {
        return log.history(WORKSPACE, SUBJECT, AsOf.latest(), PageRequest.first(1_000)).events().stream()
                .mapToLong(event -> event.version())
                .toArray();
    }

    private static DatabaseSettings newDatabase() {
        LocalPostgres server = TestPostgres.bundled().server();
        String url = TestPostgres.bundled().createDatabase();
        return DatabaseSettings.of(url.substring(0, url.indexOf('?')), server.user(), server.password());
    }
}
