package dev.synap.store.log;

import dev.synap.core.event.Event;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.AppendResult.Appended;
import dev.synap.core.log.AppendResult.Receipt;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.HashChain;
import dev.synap.core.log.Page;
import dev.synap.core.log.PageRequest;
import dev.synap.core.log.Subscription;
import dev.synap.core.log.Verification;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Says yes to every append, and keeps nothing. */
final class ForgetfulStorage implements LogStorage {

    @Override
    public EventLog open(Clock clock) {
        return new ForgetfulLog();
    }

    @Override
    public String toString() {
        return "a forgetful storage";
    }

    private static final class ForgetfulLog implements EventLog {

        @Override
        public AppendResult append(AppendRequest request) {
            List<Receipt> receipts = request.events().stream()
                    .map(event -> new Receipt(event.id(), event.subjectId(), 1, 1))
                    .toList();
            return new Appended(receipts, false);
        }

        @Override
        public Optional<Event> get(String workspaceId, String eventId) {
            return Optional.empty();
        }

        @Override
        public Page history(String workspaceId, String subjectId, AsOf asOf, PageRequest page) {
            return new Page(List.of(), null);
        }

        @Override
        public Page query(String workspaceId, EventQuery query, PageRequest page) {
            return new Page(List.of(), null);
        }

        @Override
        public Stream<Event> stream(String workspaceId, long afterPosition) {
            return Stream.empty();
        }

        @Override
        public long position(String workspaceId) {
            return 0;
        }

        @Override
        public Subscription subscribe(String workspaceId, long afterPosition, Consumer<Event> subscriber) {
            return new Subscription() {
                @Override
                public long position() {
                    return afterPosition;
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Verification verify(String workspaceId) {
            return new Verification.Intact(0, HashChain.GENESIS);
        }

        @Override
        public void close() {}
    }
}
