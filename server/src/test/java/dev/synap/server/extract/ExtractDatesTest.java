package dev.synap.server.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.server.extract.DateReader.Reading;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is typed about when means what the labels say, in every zone and over every change of the clocks. */
class ExtractDatesTest {

    private static final Language ENGLISH = Language.english();

    static List<Sample.Dated> labelled() {
        return Sample.dates();
    }

    @ParameterizedTest
    @MethodSource("labelled")
    void labelledText_isReadAsLabelled(Sample.Dated dated) {
        List<Token> tokens = new Names(dated.context(), ENGLISH)
                .marked(Lexer.tokens(dated.text(), new Span(0, dated.text().length()), ENGLISH));
        List<Reading> readings = new DateReader(ENGLISH, dated.context()).read(tokens);

        if (dated.meaning().equals("none")) {
            assertThat(readings).isEmpty();
            return;
        }
        assertThat(readings).hasSize(1);
        Reading reading = readings.getFirst();
        assertThat(reading.moment().due()).isEqualTo(due(dated.meaning()));
        int start = tokens.get(reading.start()).start();
        int end = tokens.get(reading.end() - 1).end();
        String often = reading.moment().recurs() ? dated.text().substring(start, end) : "";
        assertThat(often).isEqualTo(dated.recurrence());
    }

    @Test
    void due_isTextInIsoForm() {
        assertThat(due("2026-12-20")).hasToString("2026-12-20");
        assertThat(due("2026-12-20T14:00+01:00")).hasToString("2026-12-20T14:00:00+01:00");
    }

    private static Due due(String meaning) {
        return meaning.contains("T")
                ? Due.at(OffsetDateTime.parse(meaning))
                : Due.on(java.time.LocalDate.parse(meaning));
    }
}
