package dev.synap.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.Verification;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

/**
 * What every log must do, whatever keeps it. The contract's parts are the classes that extend this one; they
 * know the log by its interface alone. Each test has a workspace of its own.
 */
@EveryStorage
abstract class EventLogContract {

    @Parameter
    LogStorage storage;

    final SettableClock clock = new SettableClock();
    final String workspace = TestEvents.unique("ws");
    EventLog log;

    @BeforeEach
    void open() {
        log = storage.open(clock);
    }

    @AfterEach
    void close() {
        if (log != null) {
            log.close();
        }
    }

    /** The same log as another process, or the next start, sees it. */
    final void reopen() {
        log.close();
        log = storage.open(clock);
    }

    final Appended append(EventDraft... drafts) {
        return log.append(TestEvents.request(workspace, drafts)).orThrow();
    }

    final Appended append(List<NewEvent> events) {
        return log.append(AppendRequest.of(workspace, events)).orThrow();
    }

    final AppendResult appendExpecting(String subjectId, long version, NewEvent... events) {
        return log.append(TestEvents.expecting(workspace, subjectId, version, events));
    }

    /** Everything in the test's workspace. */
    final List<Event> stored() {
        return stored(workspace);
    }

    final List<Event> stored(String workspaceId) {
        try (Stream<Event> events = log.stream(workspaceId, 0)) {
            return events.toList();
        }
    }

    /** The log holds events with these ids, in this order, without a gap, and its hashes hold. */
    final void assertHolds(String... ids) {
        List<Event> events = stored();
        assertThat(events).extracting(Event::id).containsExactly(ids);
        assertThat(events)
                .extracting(Event::position)
                .containsExactlyElementsOf(
                        Stream.iterate(1L, n -> n + 1).limit(ids.length).toList());
        assertThat(log.position(workspace)).isEqualTo(ids.length);
        assertThat(log.verify(workspace)).isInstanceOf(Verification.Intact.class);
        assertThat(log.verify(workspace).events()).isEqualTo(ids.length);
    }
}
