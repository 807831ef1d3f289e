package dev.synap.cli;

import static dev.synap.cli.RealServer.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.cli.RealServer.Ended;
import dev.synap.client.Synap;
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
        assertThat(run("workspaces", "list").line(id)).matches(id + " +owner +20\\d\\d-\\S+ \\S+ +A garden");
        assertThat(run("workspaces", "create", id))
                .isEqualTo(new Ended(1, "", "synap: the workspace id " + id + " is taken; choose another one\n"));
    }

    @Test
    void users_areMadeAndListed() {
        assertThat(run("users", "create", user, "--name", "Mary"))
                .isEqualTo(new Ended(0, "Made the user " + user + "\n", ""));

        Ended list = run("users", "list");

        assertThat(list.out().lines().findFirst().orElseThrow()).startsWith("USER ");
        assertThat(list.line(user)).endsWith("Mary");
        assertThat(list.line("owner")).contains("yes");
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
        assertThat(list.line(ended))
                .contains("read,write", "never", "revoked 20")
                .endsWith(user + "_1");
        assertThat(list.line(other)).contains(" read ", "2099-12-31 23:59:59").endsWith(user + "_2");
        assertThat(run("keys", "revoke", "key_nobody_has").err()).isEqualTo("synap: you have no key key_nobody_has\n");
    }

    @Test
    void members_areAddedGivenAnotherRoleListedAndRemoved() {
        String workspace = RealServer.newWorkspace();
        run("users", "create", user);

        assertThat(run("members", "add", user, "viewer", "-w", workspace))
                .isEqualTo(new Ended(0, user + " is viewer of " + workspace + "\n", ""));
        assertThat(run("members", "add", user, "editor", "-w", workspace).out())
                .isEqualTo(user + " is editor of " + workspace + "\n");
        assertThat(run("members", "list", "-w", workspace).line(user))
                .matches(user + " +editor +20\\d\\d-\\S+ \\S+ +owner");
        assertThat(run("members", "remove", user, "-w", workspace).out())
                .isEqualTo(user + " is no longer a member of " + workspace + "\n");
        List<String> left =
                run("members", "list", "-w", workspace).out().lines().skip(1).toList();
        assertThat(left).singleElement().asString().startsWith("owner ").contains(" owner ");
    }

    @Test
    void memberThatCannotBe_isRefusedWithTheRule() {
        String workspace = RealServer.newWorkspace();
        assertThat(run("members", "add", user, "king", "-w", workspace))
                .isEqualTo(new Ended(
                        2, "", "synap: There is no role king; the roles are admin, editor, commenter and viewer\n"));
        Ended nobody = run("members", "add", "nobody_at_all", "viewer", "-w", workspace);
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.err()).startsWith("synap: userId ").endsWith("(request.invalid)\n");
    }

    @Test
    void agents_areUsersOfTheirOwnKind() {
        assertThat(run("users", "create", user, "--agent"))
                .isEqualTo(new Ended(0, "Made the agent " + user + "\n", ""));
        assertThat(run("users", "list").line(user)).contains(" agent ");
    }

    @Test
    void requestsAndWorkers_areShown() {
        String workspace = RealServer.newWorkspace();
        try (Synap synap = RealServer.client().workspace(workspace).build()) {
            synap.notes()
                    .waiting()
                    .create(n -> n.put("id", "note_1").put("title", "Plan"))
                    .orThrow();
        }

        Ended requests = run("dispatch", "-w", workspace);

        assertThat(requests.out()).startsWith("POSITION  TIME (UTC)");
        assertThat(requests.line("       1")).contains("entities.create  note_1   owner  done    validated");
        assertThat(run("dispatch", "--status", "parked", "-w", workspace)).isEqualTo(new Ended(0, "", ""));
        assertThat(run("dispatch", "--status", "lost", "-w", workspace).exitCode())
                .isEqualTo(2);
        Ended workers = run("workers", "list", "-w", workspace);
        assertThat(workers.out())
                .startsWith("WORKER")
                .contains("projections", "writes")
                .doesNotContain("PARKED");
        assertThat(run("workers", "retry", "parked_none", "-w", workspace).exitCode())
                .isEqualTo(1);
        assertThat(run("workers", "skip", "parked_none", "-w", workspace).err())
                .startsWith("synap: nothing is parked as");
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
                List.of("keys", "revoke"),
                List.of("members", "list"),
                List.of("members", "add"),
                List.of("members", "remove"),
                List.of("dispatch"),
                List.of("workers", "list"),
                List.of("workers", "retry"),
                List.of("workers", "skip"))) {
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

    @Test
    void settings_areListedWithWhatTheyAreUntilSomebodySays_andSetByTheirKind() {
        String w = "settings_of_" + user;
        run("workspaces", "create", w);

        assertThat(run("settings", "list", "-w", w).line("suggestionThreshold")).endsWith(" 0.6");
        assertThat(run("settings", "list", "-w", w).line("modelTokensPerDay")).endsWith(" as the server says");
        assertThat(run("settings", "set", "languageModel", "true", "-w", w))
                .isEqualTo(new Ended(0, "languageModel is true in " + w + "\n", ""));
        assertThat(run("settings", "set", "suggestionThreshold", "0.85", "-w", w)
                        .exitCode())
                .isZero();
        assertThat(run("settings", "set", "modelTokensPerDay", "20000", "-w", w).exitCode())
                .isZero();

        assertThat(run("settings", "list", "-w", w).line("languageModel")).endsWith(" true");
        assertThat(run("settings", "list", "-w", w).line("suggestionThreshold")).endsWith(" 0.85");
        assertThat(run("settings", "list", "-w", w).line("modelTokensPerDay")).endsWith(" 20000");
        assertThat(run("settings", "set", "languageModel", "0.5", "-w", w).err())
                .contains("languageModel is true or false, but not 0.5");
        assertThat(run("settings", "set", "suggestionThreshold", "true", "-w", w)
                        .err())
                .contains("suggestionThreshold is a number, but not true");
        assertThat(run("settings", "set", "suggestionThreshold", "1.5", "-w", w).err())
                .contains("must be a number from 0 to 1");
    }
}
