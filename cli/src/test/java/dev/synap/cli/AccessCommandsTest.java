package dev.synap.cli;

import static dev.synap.cli.RealServer.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.cli.RealServer.Ended;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class AccessCommandsTest {

    private static final AtomicInteger USERS = new AtomicInteger();

    private final String user = "user_of_commands_" + USERS.incrementAndGet();

    @Test
    void workspaces_areMadeAndListed() {
        String id = "made_by_" + user;

        Ended made = run("workspaces", "create", id, "--name", "A garden");

        assertThat(made).isEqualTo(new Ended(0, "Made the workspace " + id + " of owner\n", ""));
        assertThat(lineOf(run("workspaces", "list"), id)).matches(id + " +owner +20\\d\\d-\\S+ \\S+ +A garden");
        assertThat(run("workspaces", "create", id))
                .isEqualTo(new Ended(1, "", "synap: the workspace id " + id + " is taken; choose another one\n"));
    }

    @Test
    void users_areMadeAndListed() {
        assertThat(run("users", "create", user, "--name", "Mary"))
                .isEqualTo(new Ended(0, "Made the user " + user + "\n", ""));

        Ended list = run("users", "list");

        assertThat(list.out().lines().findFirst().orElseThrow()).startsWith("USER ");
        assertThat(lineOf(list, user)).endsWith("Mary");
        assertThat(lineOf(list, "owner")).contains("yes");
        assertThat(run("users", "create", user).err())
                .isEqualTo("synap: the user id " + user + " is taken; choose another one\n");
    }

    @Test
    void key_isPrintedOnce_soThatAShellCanTakeIt_andEndsWhenRevoked() {
        run("users", "create", user);

        Ended made =
                run("keys", "create", "laptop", "--user", user, "--scope", "read,write", "--expires", "2099-12-31");

        Map<String, String> theirs = Map.of("SYNAP_KEY", made.out().strip());
        String keyId = made.err().split(" ")[2];
        assertThat(made.err())
                .isEqualTo("This is %s of %s, for read,write. It cannot be shown again.\n".formatted(keyId, user));
        assertThat(run("", theirs, "workspaces", "list")).isEqualTo(new Ended(0, "", ""));
        assertThat(run("keys", "revoke", keyId)).isEqualTo(new Ended(0, "Revoked " + keyId + "\n", ""));
        assertThat(run("", theirs, "workspaces", "list").err()).startsWith("synap: The server refuses the key");
    }

    @Test
    void ownKeys_areListedWithTheirEnd() {
        String ended = run("keys", "create", user + "_1").err().split(" ")[2];
        String other = run("keys", "create", user + "_2", "--scope", "read", "--expires", "2099-12-31")
                .err()
                .split(" ")[2];
        run("keys", "revoke", ended);

        Ended list = run("keys", "list");

        assertThat(list.out()).startsWith("KEY ").doesNotContain(RealServer.KEY);
        assertThat(lineOf(list, ended))
                .contains("read,write", "never", "revoked 20")
                .endsWith(user + "_1");
        assertThat(lineOf(list, other))
                .contains(" read ", "2099-12-31 23:59:59")
                .endsWith(user + "_2");
        assertThat(run("keys", "revoke", "key_nobody_has").err()).isEqualTo("synap: you have no key key_nobody_has\n");
    }

    @Test
    void aGroupByItself_namesItsCommands() {
        assertThat(run("keys"))
                .isEqualTo(new Ended(2, "", "synap: Missing command: create, list, revoke\nSee ./synap keys --help\n"));
    }

    @Test
    void everyCommand_hasHelpWithExamples() {
        for (List<String> command : List.of(
                List.of("workspaces", "create"),
                List.of("workspaces", "list"),
                List.of("users", "create"),
                List.of("users", "list"),
                List.of("keys", "create"),
                List.of("keys", "list"),
                List.of("keys", "revoke"))) {
            for (List<String> asked : List.of(command, command.subList(0, 1))) {
                Ended help = run(
                        asked.size() == 1
                                ? new String[] {asked.getFirst(), "--help"}
                                : new String[] {asked.getFirst(), asked.getLast(), "--help"});
                assertThat(help.exitCode()).isZero();
                assertThat(help.out()).contains("Usage: ./synap " + String.join(" ", asked), "Examples:");
            }
        }
    }

    private static String lineOf(Ended ended, String begin) {
        return ended.out()
                .lines()
                .filter(line -> line.startsWith(begin + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no line of " + begin + " in\n" + ended.out()))
                .strip();
    }
}
