package dev.synap.store.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.EventDraft;
import dev.synap.store.log.TestEvents;
import dev.synap.store.projection.RandomFacts;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.awaitility.Awaitility;

/** Whatever has happened: the rows of a rebuild are those that came about live. */
class RebuildPropertyTest {

    private static LiveDatabase live;
    private static Rebuilds rebuilds;

    @BeforeContainer
    static void connect() {
        live = new LiveDatabase();
        rebuilds = live.rebuilds().start();
    }

    @AfterContainer
    static void disconnect() {
        rebuilds.close();
        live.close();
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void rebuiltRows_areTheLiveOnes(@ForAll("drafts") @Size(min = 40, max = 200) List<EventDraft> drafts) {
        String workspace = TestEvents.unique("ws");
        live.append(workspace, drafts.stream().map(TestEvents::event).toList());
        live.awaitProjected(workspace);
        live.writeSnapshots();
        List<String> rows = live.rows();

        Rebuild asked = rebuilds.request("all", "owner");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> rebuilds.find(asked.id()).orElseThrow().status() != Rebuild.Status.RUNNING);

        assertThat(rebuilds.find(asked.id()).orElseThrow().error()).isNull();
        assertThat(live.rows()).isEqualTo(rows);
    }

    @Provide
    Arbitrary<List<EventDraft>> drafts() {
        return RandomFacts.drafts();
    }
}
