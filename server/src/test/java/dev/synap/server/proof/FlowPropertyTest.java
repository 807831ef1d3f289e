package dev.synap.server.proof;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;

/** Whatever anybody asks for, in whatever order: the write flow does what the oracle foretells. */
class FlowPropertyTest {

    @Property(tries = 600, shrinking = ShrinkingMode.BOUNDED)
    void requests_endAsForetold(@ForAll("commands") List<Command> commands) {
        play(commands);
    }

    @Property(tries = 20_000, shrinking = ShrinkingMode.BOUNDED)
    @Tag("long")
    void requests_endAsForetoldHoweverMany(@ForAll("commands") List<Command> commands) {
        play(commands);
    }

    @Provide
    Arbitrary<List<Command>> commands() {
        return Commands.lists();
    }

    private static void play(List<Command> commands) {
        new Play(new FlowStage()).run(commands);
    }
}
