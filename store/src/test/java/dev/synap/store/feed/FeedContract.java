package dev.synap.store.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.log.TestEvents;
import dev.synap.store.postgres.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Feeds on every PostgreSQL there is; each test has a workspace, and a name for its subscribers, of its own. */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
abstract class FeedContract {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    @Parameter
    TestPostgres server;

    final String workspace = TestEvents.unique("ws");
    final String name = TestEvents.unique("sub");
    FeedDatabase tables;
    PostgresEventLog log;
    private final List<AutoCloseable> open = new ArrayList<>();

    static Stream<TestPostgres> servers() {
        return TestPostgres.everyVersion();
    }

    @BeforeEach
    void openLog() {
        tables = FeedDatabase.of(server);
        log = newLog();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    /** Another node's log. */
    final PostgresEventLog newLog() {
        PostgresEventLog made = new PostgresEventLog(tables.database(), Clock.systemUTC(), (w, s, from, to) -> {});
        open.add(made);
        return made;
    }

    final Feed start(Subscriber... subscribers) {
        return start(log, settings(), subscribers);
    }

    final Feed start(PostgresEventLog events, FeedSettings settings, Subscriber... subscribers) {
        Feed feed = new Feed(tables.database(), events, List.of(subscribers), settings);
        open.add(feed);
        feed.start();
        return feed;
    }

    /** A subscriber under the test's name that is concerned with the test's workspace only. */
    final Scribe scribe(boolean echoes) {
        return new Scribe(name, echoes, workspace::equals);
    }

    static FeedSettings settings() {
        return FeedSettings.defaults().withPoll(Duration.ofMillis(100)).withLeaseFor(Duration.ofSeconds(2));
    }

    final long append(EventDraft... drafts) {
        Appended appended = log.append(TestEvents.request(workspace, drafts)).orThrow();
        return appended.events().getLast().position();
    }

    final long append(String subject, String type) {
        return append(TestEvents.draft(subject, type));
    }

    final void assertHandled(Feed feed, long position) {
        assertThat(feed.await(name, workspace, position, PATIENCE))
                .as("handled up to %d, at %d", position, feed.position(name, workspace))
                .isTrue();
    }

    final List<Event> stored() {
        try (Stream<Event> events = log.stream(workspace, 0)) {
            return events.toList();
        }
    }
}
