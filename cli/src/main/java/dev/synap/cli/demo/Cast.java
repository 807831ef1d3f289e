package dev.synap.cli.demo;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.Writing;
import dev.synap.client.Me;
import dev.synap.client.Member;
import dev.synap.client.Members;
import dev.synap.client.Synap;
import dev.synap.client.User;
import dev.synap.core.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who plays in the stories: three people and an agent. Those whom the server knows already are left as they are. */
final class Cast {

    /** The agent's id. */
    static final String ASSISTANT = "assistant";

    private final Synap synap;
    private final Me me;
    private final Set<String> known;

    private Cast(Synap synap, Me me, Set<String> known) {
        this.synap = synap;
        this.me = me;
        this.known = known;
    }

    /**
     * Looks at who is there.
     *
     * @throws CliException where an agent has the id of a person, or the other way round
     */
    static Cast of(Synap synap, Me me) {
        List<User> users = synap.users().list();
        for (User user : users) {
            if (user.isAgent() && ids().contains(user.userId())) {
                throw CliException.failed(
                        "The stories need a person %s, but on this server that is an agent".formatted(user.userId()));
            }
            if (!user.isAgent() && user.userId().equals(ASSISTANT)) {
                throw CliException.failed(
                        "The stories need an agent %s, but on this server that is a person".formatted(ASSISTANT));
            }
        }
        return new Cast(synap, me, users.stream().map(User::userId).collect(Collectors.toSet()));
    }

    /** The ids of the people. */
    static List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (Person person : Person.values()) {
            ids.add(person.id());
        }
        return ids;
    }

    /** The people whom the server does not know. */
    List<String> newcomers() {
        return ids().stream().filter(id -> !known.contains(id)).toList();
    }

    /** The people, but for who asks. */
    List<String> others() {
        return ids().stream().filter(id -> !id.equals(me.userId())).toList();
    }

    /** Makes those who are missing. */
    void make() {
        for (Person person : Person.values()) {
            if (!known.contains(person.id())) {
                synap.users().create(person.id(), person.shown());
            }
        }
        if (!known.contains(ASSISTANT)) {
            synap.agents().create(ASSISTANT, "Assistant");
        }
    }

    /** Lets everybody into the workspace, as editors. */
    void join(DemoWorkspace workspace) {
        Members members = workspace.synap().members();
        Set<String> there = members.list().stream().map(Member::userId).collect(Collectors.toSet());
        List<String> all = new ArrayList<>(others()); // who asks owns the workspace
        all.add(ASSISTANT);
        for (String id : all) {
            if (!there.contains(id)) {
                Writing.done(members.with(w -> w.eventId("evt_member_" + id).andWait())
                        .add(id, Role.EDITOR));
            }
        }
    }
}
