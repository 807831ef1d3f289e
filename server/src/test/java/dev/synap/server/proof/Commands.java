package dev.synap.server.proof;

import dev.synap.server.proof.Command.Deed;
import dev.synap.server.proof.Command.Sight;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Arbitrary commands: small worlds, so that people meet, and the simplest first, so that failures read well. */
final class Commands {

    private static final Arbitrary<Thing> THINGS = Arbitraries.frequency(
            Tuple.of(5, Thing.NOTE_A),
            Tuple.of(1, Thing.NOTE_B),
            Tuple.of(4, Thing.TASK_A),
            Tuple.of(3, Thing.COMMENT_A),
            Tuple.of(1, Thing.COMMENT_B),
            Tuple.of(2, Thing.BOOK_A),
            Tuple.of(1, Thing.RELATION_A));
    private static final Arbitrary<String> TEXTS = Arbitraries.of("a", "b", "c");
    private static final Arbitrary<Sight> SIGHTS = Arbitraries.of(Sight.values());
    private static final Arbitrary<String> VERBS = Arbitraries.of("create", "update", "delete");

    private Commands() {}

    /** Those who are there at first, and what there is. */
    static List<Command> prologue() {
        return List.of(
                byOwner(new Command.Member("create", Player.ADMIN, "admin")),
                byOwner(new Command.Member("create", Player.EDITOR, "editor")),
                byOwner(new Command.Member("create", Player.COMMENTER, "commenter")),
                byOwner(new Command.Member("create", Player.VIEWER, "viewer")),
                byOwner(new Command.Member("create", Player.AGENT, "editor")),
                byOwner(new Command.Member("create", Player.OTHER_AGENT, "editor")),
                byOwner(new Command.Make(Thing.NOTE_A, "a")),
                new Command(Player.EDITOR, new Command.Make(Thing.TASK_A, "a"), false),
                new Command(Player.COMMENTER, new Command.Make(Thing.COMMENT_A, "a"), true),
                byOwner(new Command.Policy("create", "agent", "entities.tag.*", "auto_approve")),
                byOwner(new Command.Policy("create", "other_agent", "proposals.*", "auto_approve")),
                new Command(Player.OWNER, new Command.Share("create", Thing.NOTE_A, Player.GUEST, "edit"), true));
    }

    static Arbitrary<List<Command>> lists() {
        return commands().list().ofMinSize(1).ofMaxSize(50);
    }

    private static Command byOwner(Deed deed) {
        return new Command(Player.OWNER, deed, false);
    }

    private static Arbitrary<Command> commands() {
        Arbitrary<Boolean> settles = Arbitraries.frequency(Tuple.of(2, false), Tuple.of(1, true));
        return Arbitraries.frequencyOf(
                Tuple.of(6, Combinators.combine(players(1), content(), settles).as(Command::new)),
                Tuple.of(
                        2, Combinators.combine(players(8), governing(), settles).as(Command::new)),
                Tuple.of(4, Combinators.combine(players(3), reviews(), settles).as(Command::new)));
    }

    /** @param ofPower how much more often owner and admin come, for what only they may do */
    private static Arbitrary<Player> players(int ofPower) {
        return Arbitraries.frequency(
                Tuple.of(2 * ofPower, Player.OWNER),
                Tuple.of(2 * ofPower, Player.ADMIN),
                Tuple.of(3, Player.EDITOR),
                Tuple.of(2, Player.COMMENTER),
                Tuple.of(1, Player.VIEWER),
                Tuple.of(2, Player.GUEST),
                Tuple.of(1, Player.STRANGER),
                Tuple.of(6, Player.AGENT),
                Tuple.of(2, Player.OTHER_AGENT));
    }

    private static Arbitrary<Deed> content() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Combinators.combine(THINGS, TEXTS).as(Command.Make::new)),
                Tuple.of(5, Combinators.combine(THINGS, TEXTS, SIGHTS).as(Command.Change::new)),
                Tuple.of(
                        4,
                        Combinators.combine(Arbitraries.of("delete", "restore", "archive", "unarchive"), THINGS)
                                .as(Command.Mark::new)),
                Tuple.of(2, Arbitraries.of("complete", "reopen").map(verb -> new Command.Mark(verb, Thing.TASK_A))),
                Tuple.of(
                        3,
                        Combinators.combine(THINGS, Arbitraries.of("red", "blue"), Arbitraries.of(true, false))
                                .as(Command.Tag::new)));
    }

    private static Arbitrary<Deed> governing() {
        Arbitrary<String> roles = Arbitraries.of("viewer", "commenter", "editor", "admin");
        Arbitrary<String> patterns = Arbitraries.of(
                "*",
                "entities.*",
                "entities.update.*",
                "entities.update.note",
                "entities.create.comment",
                "entities.delete.*",
                "proposals.*",
                "proposals.accept.*");
        return Arbitraries.frequencyOf(
                Tuple.of(
                        3,
                        Combinators.combine(VERBS, Arbitraries.of(Player.values()), roles)
                                .as(Command.Member::new)),
                Tuple.of(
                        3,
                        Combinators.combine(
                                        VERBS,
                                        THINGS,
                                        Arbitraries.of(Player.GUEST, Player.VIEWER, Player.STRANGER, Player.COMMENTER),
                                        Arbitraries.of("view", "comment", "edit"))
                                .as(Command.Share::new)),
                Tuple.of(
                        4,
                        Combinators.combine(
                                        VERBS,
                                        Arbitraries.of("agent", "other_agent", "*"),
                                        patterns,
                                        Arbitraries.of("auto_approve", "auto_approve", "require_review", "deny"))
                                .as(Command.Policy::new)));
    }

    private static Arbitrary<Deed> reviews() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(4, "accept"),
                                Tuple.of(2, "modify"),
                                Tuple.of(1, "reject"),
                                Tuple.of(1, "withdraw")),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.of(Sight.LAST, Sight.LAST, Sight.EARLIER),
                        Arbitraries.frequency(Tuple.of(6, true), Tuple.of(1, false)))
                .as(Command.Review::new);
    }
}
