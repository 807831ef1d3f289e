package dev.synap.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.cli.RealServer.Ended;
import dev.synap.client.Synap;
import dev.synap.core.event.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A demo that broke off, wherever that was. */
@Timeout(300)
class DemoBrokenOffTest {

    @TempDir
    private Path directory;

    @Test
    void brokenOffAfterEachOfItsRequests_itIsWholeInTheEnd_andNothingIsThereTwice() throws Exception {
        try (DemoServer server = DemoServer.start(directory)) {
            // when
            String password = "";
            int runs = 0;
            Ended run;
            do {
                try (BreakingProxy proxy = new BreakingProxy(server.url(), runs / 2, runs % 2 == 1)) {
                    run = server.runWith(Map.of("SYNAP_URL", proxy.url()), "demo");
                }
                password = DemoTest.findPassword(run).orElse(password);
                runs++;
            } while (run.exitCode() != 0 && runs < 300);
            // then
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(runs).isGreaterThan(50);
            assertThat(server.signIn("charlie", password)).isEqualTo(201);
            assertThat(server.run("demo", "--again").exitCode()).isZero();
            assertThat(eventsOf(server, "demo")).containsExactlyInAnyOrderElementsOf(eventsOf(server, "demo-2"));
        }
    }

    /** What is the same in each: the ids follow from those of the demo. */
    private static List<String> eventsOf(DemoServer server, String workspace) {
        try (Synap synap = server.in(workspace);
                Stream<Event> events = synap.events().getAll()) {
            return events.map(event -> event.id() + " " + event.type() + " " + event.subjectId() + " " + event.userId())
                    .toList();
        }
    }
}
