package dev.synap.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.synap.client.CreatedKey;
import dev.synap.client.KeyRequest;
import dev.synap.client.LiveSubscription;
import dev.synap.client.Synap;
import dev.synap.client.SynapClientException;
import dev.synap.core.event.Event;
import dev.synap.core.event.EventDraft;
import dev.synap.core.fold.Fold;
import dev.synap.core.log.AppendResult.VersionConflict;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.ExpectedVersion;
import dev.synap.core.log.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Java SDK against the server itself. */
@Timeout(120)
class SdkTest {

    private final Synap synap =
            RealServer.client().workspace(RealServer.newWorkspace()).build();

    @AfterEach
    void close() {
        synap.close();
    }

    @Test
    void theSeedsExample_worksFromAppendToTimeTravel() {
        // given
        EventDraft note = EventDraft.of("note.created").subject("note_123").data(d -> d.put("content", "Original"));
        String id = synap.events()
                .append(note, ExpectedVersion.none())
                .orThrow()
                .first()
                .id();
        synap.events().append(edit("First edit")).orThrow();
        Event second = synap.events()
                .query(q -> q.subject("note_123"))
                .newestFirst()
                .first()
                .orElseThrow();
        synap.events().append(edit("Second edit"), ExpectedVersion.exactly(2)).orThrow();
        // when, then
        assertThat(synap.events().append(edit("Late"), ExpectedVersion.exactly(2)))
                .isEqualTo(new VersionConflict("note_123", 2, 3));
        assertThat(synap.events().get(id).orElseThrow().type()).isEqualTo("note.created");
        assertThat(content(AsOf.latest())).isEqualTo("Second edit");
        assertThat(content(AsOf.version(1))).isEqualTo("Original");
        assertThat(content(AsOf.position(2))).isEqualTo("First edit");
        assertThat(content(AsOf.time(second.timestamp()))).isEqualTo("First edit");
        var history = synap.events().getHistory(h -> h.subject("note_123").before(second.timestamp()));
        assertThat(Fold.all("note_123", history)).isEqualTo(synap.state("note_123", AsOf.version(2)));
        assertThat(synap.events()
                        .getHistory(h -> h.subject("note_123").after(second.timestamp()))
                        .toList())
                .hasSize(1);
        assertThat(synap.state("note_9").exists()).isFalse();
        assertThat(synap.events().getHistory("note_9")).isEmpty();
        assertThat(synap.verify())
                .isInstanceOfSatisfying(
                        Verification.Intact.class,
                        intact -> assertThat(intact.events()).isEqualTo(3));
    }

    @Test
    void pagesAndStreams_giveEveryEventOnce() {
        List<EventDraft> drafts = LongStream.rangeClosed(1, 500)
                .mapToObj(i -> EventDraft.of("n.created").data(d -> d.put("i", i)))
                .toList();
        synap.events().append(drafts).orThrow();
        synap.events().append(drafts).orThrow();

        List<Long> expected = LongStream.rangeClosed(1, 1_000).boxed().toList();
        assertThat(synap.events().query(q -> q.type("n.*")).pageSize(7).stream().map(Event::position))
                .containsExactlyElementsOf(expected);
        assertThat(synap.events().query(q -> q).newestFirst().pageSize(300).stream()
                        .map(Event::position))
                .containsExactlyElementsOf(expected.reversed());
        try (Stream<Event> all = synap.events().getAll()) {
            assertThat(all.map(Event::position)).containsExactlyElementsOf(expected);
        }
        assertThat(synap.events().position()).isEqualTo(1_000);
    }

    @Test
    void subscription_replaysAndFollows_whileWritersAppend() throws InterruptedException {
        List<Long> seen = new CopyOnWriteArrayList<>();
        try (LiveSubscription subscription = synap.events().subscribe(0, event -> seen.add(event.position()))) {
            List<Thread> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                writers.add(Thread.startVirtualThread(() -> {
                    for (int i = 0; i < 25; i++) {
                        synap.events().append(EventDraft.of("n.created")).orThrow();
                    }
                }));
            }
            for (Thread writer : writers) {
                writer.join();
            }
            await().until(() -> subscription.position() == 100);
        }
        assertThat(seen)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void keysUsersAndWorkspaces_areAdministered() {
        assertThat(synap.me().userId()).isEqualTo("owner");
        assertThat(synap.me().workspaces()).contains("default", synap.workspace());
        String user = "user_of_" + synap.workspace();
        assertThat(synap.users().create(user, "Bob").admin()).isFalse();
        assertThat(synap.users().list()).anyMatch(each -> each.userId().equals(user));
        CreatedKey key =
                synap.keys().create(KeyRequest.named("bob's").scopes("read").user(user));
        assertThat(key.toString()).doesNotContain(key.secret());
        try (Synap bob = Synap.builder()
                .url(RealServer.url())
                .key(key.secret())
                .workspace(synap.workspace())
                .build()) {
            assertThat(bob.me().scopes()).containsExactly("read");
            assertThat(bob.workspaces().get(synap.workspace())).isEmpty();
            assertRefused(() -> bob.events().get("evt_1"), 404, "not-found");
            assertRefused(() -> bob.users().list(), 403, "forbidden");
            synap.keys().revoke(key.key().keyId());
            synap.keys().revoke(key.key().keyId());
            assertRefused(bob::me, 401, "unauthorized");
        }
        CreatedKey own = synap.keys().create(KeyRequest.named("own"));
        assertThat(synap.keys().list())
                .anyMatch(each -> each.keyId().equals(own.key().keyId()));
        assertThat(synap.workspaces().list())
                .anyMatch(each -> each.workspaceId().equals(synap.workspace()));
    }

    private static void assertRefused(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SynapClientException.class, refused -> {
            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.code()).isEqualTo(code);
        });
    }

    private static EventDraft edit(String content) {
        return EventDraft.of("note.updated").subject("note_123").data(d -> d.put("content", content));
    }

    private String content(AsOf asOf) {
        return synap.state("note_123", asOf).toNode().get("content").stringValue();
    }
}
