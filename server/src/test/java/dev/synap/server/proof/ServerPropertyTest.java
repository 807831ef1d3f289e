package dev.synap.server.proof;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** The same through HTTP, the workers and the database: what callers are told and lists show is what was foretold. */
class ServerPropertyTest {

    private static @Nullable TestHouse house;

    @BeforeContainer
    static void open() throws SQLException {
        house = new TestHouse();
    }

    @AfterContainer
    static void close() throws SQLException {
        Objects.requireNonNull(house).close();
    }

    @Property(tries = 100, shrinking = ShrinkingMode.BOUNDED)
    void requests_endAsForetoldAndAreShownSo(@ForAll("commands") List<Command> commands) {
        play(commands);
    }

    @Property(tries = 2_000, shrinking = ShrinkingMode.BOUNDED)
    @Tag("long")
    void requests_endAsForetoldAndAreShownSoHoweverMany(@ForAll("commands") List<Command> commands) {
        play(commands);
    }

    @Provide
    Arbitrary<List<Command>> commands() {
        return Commands.lists();
    }

    private static void play(List<Command> commands) {
        new Play(new HttpStage(Objects.requireNonNull(house))).run(commands);
    }
}
