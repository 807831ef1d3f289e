package dev.synap.server.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A long text takes no longer than its length demands, whatever stands in it. */
class ExtractHostileTest {

    private static final Extractor EXTRACTOR = Extractor.english();

    /** Many times what it takes, and far below what a square of the length would take. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int QUARTER = Extractor.MAX_LENGTH / 4;

    private static final List<String> PIECES = List.of(
            "a",
            "call ",
            "\"",
            "“",
            "`",
            "~~",
            "<",
            "![",
            "](",
            "<!--",
            "[",
            "(",
            "1",
            "1:",
            "1/",
            "1.",
            "a.",
            "a'",
            "a-",
            "@",
            "@a",
            "#",
            "#a ",
            "*",
            "-",
            "- [ ] ",
            "\n- [ ] call",
            "\n",
            "\n> ",
            "\n#",
            "\n\ta",
            "```\n",
            "---\n",
            ", ",
            ": ",
            ".",
            ". ",
            "?",
            "the ",
            "in the next ",
            "every monday and ",
            "on Friday ",
            "at 5 ",
            "by the end of ",
            "maybe ",
            "need to ",
            "please ",
            "Marie ",
            "Alice Martin ",
            "Website ",
            "no need to call, ",
            "call marie tomorrow. ",
            "we need to\nlong long long long ");

    static List<String> pieces() {
        return PIECES;
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void repetitionOfAnything_isReadInTime(String piece) {
        String text = piece.repeat(QUARTER / piece.length());

        Assertions.assertTimeoutPreemptively(PATIENCE, () -> EXTRACTOR.extract(text, Sample.MONDAY));
    }

    @Test
    void longestTextOfEverything_isReadInTime() {
        String all = String.join(" ", PIECES);
        String text = all.repeat(Extractor.MAX_LENGTH / all.length());

        Assertions.assertTimeoutPreemptively(PATIENCE, () -> EXTRACTOR.extract(text, Sample.MONDAY));
    }

    @Test
    void longerText_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EXTRACTOR.extract("a".repeat(Extractor.MAX_LENGTH + 1), Sample.MONDAY))
                .withMessage("a text may have 1048576 characters, but this has 1048577; give its parts one by one");
    }

    @Test
    void longText_isReadToItsEnd() {
        String text = "The weather was lovely. ".repeat(40_000) + "Call Marie tomorrow.";

        assertThat(EXTRACTOR.extract(text, Sample.MONDAY))
                .singleElement()
                .satisfies(only -> assertThat(only.span().in(text)).isEqualTo("Call Marie tomorrow."));
    }
}
