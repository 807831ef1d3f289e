package dev.synap.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.cli.RealServer.Ended;
import dev.synap.client.Synap;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that knows somebody called Alice already. */
@Timeout(120)
class DemoPeopleTest {

    private static final String HERS = "the old lighthouse";

    @TempDir
    private Path directory;

    private DemoServer server;
    private Synap synap;

    @BeforeEach
    void start() {
        server = DemoServer.start(directory);
        synap = server.in("default");
    }

    @AfterEach
    void stop() {
        synap.close();
        server.close();
    }

    @Test
    void aPersonWhoIsThere_playsAlongAndKeepsTheirPassword_untilOneIsAskedFor() throws Exception {
        // given
        synap.users().create("alice", "Alice of the harbour");
        synap.users().setPassword("alice", HERS);
        // when
        Ended first = server.run("demo");
        // then
        assertThat(first.out())
                .contains("Sign in  as bob or charlie, with the password  ")
                .contains("as alice, with the password set before; ./synap demo -w demo --password NEW sets another\n");
        assertThat(server.signIn("alice", HERS)).isEqualTo(201);
        assertThat(server.signIn("bob", DemoTest.passwordIn(first))).isEqualTo(201);
        // and when
        Ended second = server.run("demo", "--password", "one for all three");
        // then
        assertThat(second.out()).contains("Sign in  as alice, bob or charlie, with the password  one for all three\n");
        assertThat(server.signIn("alice", "one for all three")).isEqualTo(201);
        assertThat(server.signIn("bob", "one for all three")).isEqualTo(201);
    }

    @Test
    void anAgentWithThatId_isNoPerson_andNothingIsMade() {
        synap.agents().create("bob", "Builder");

        Ended refused = server.run("demo");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err())
                .isEqualTo("synap: The stories need a person bob, but on this server that is an agent\n");
        assertThat(synap.workspaces().get("demo")).isEmpty();
    }
}
