package dev.synap.server.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.json.Json;
import dev.synap.core.write.ReasoningTrace;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.node.ObjectNode;

/** What holds for any text at all. */
class ExtractPropertyTest {

    private static final Extractor EXTRACTOR = Extractor.english();
    private static final List<String> PIECES = pieces();

    @Property(tries = 500)
    void anyText_givesSuggestionsWithinIt(@ForAll String text, @ForAll("contexts") Context context) {
        check(text, context);
    }

    @Property(tries = 1000)
    void anyMixOfWordsAndMarks_givesSuggestionsWithinIt(
            @ForAll("texts") String text, @ForAll("contexts") Context context) {
        check(text, context);
    }

    private static void check(String text, Context context) {
        List<Suggestion> suggestions = EXTRACTOR.extract(text, context);

        assertThat(EXTRACTOR.extract(text, context)).isEqualTo(suggestions);
        int at = 0;
        for (Suggestion each : suggestions) {
            assertThat(each.span().start()).isGreaterThanOrEqualTo(at);
            assertThat(each.span().end()).isGreaterThan(each.span().start()).isLessThanOrEqualTo(text.length());
            at = each.span().end();
            assertThat(each.confidence()).isBetween(0.0, 1.0);
            assertThat(each.title()).isNotBlank().hasSizeLessThanOrEqualTo(201);
            assertThat(each.due() == null ? "2026-01-01" : each.due().toString())
                    .startsWith("2");
            assertTraceIsValid(each);
        }
    }

    /** The log reads it as the trace that was meant. */
    private static void assertTraceIsValid(Suggestion suggestion) {
        ReasoningTrace trace = suggestion.trace("extractor");
        ObjectNode metadata = Json.newObject();
        metadata.set("ai", trace.toNode());
        assertThat(ReasoningTrace.in(metadata)).contains(trace);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of(PIECES)
                .list()
                .ofMaxSize(60)
                .map(pieces -> String.join(" ", pieces))
                .flatMap(text -> Arbitraries.of(
                        text, text.replace(" ", ""), text.replace(" the ", "\n"), text + "\n- [ ] " + text));
    }

    @Provide
    Arbitrary<Context> contexts() {
        Arbitrary<String> zones =
                Arbitraries.of("Europe/Paris", "UTC", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu");
        Arbitrary<Long> times = Arbitraries.longs()
                .between(
                        Instant.parse("2020-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("2099-12-31T23:59:59Z").getEpochSecond());
        return zones.flatMap(zone -> times.map(time -> Sample.at(Instant.ofEpochSecond(time), ZoneId.of(zone))));
    }

    private static List<String> pieces() {
        List<String> pieces = new ArrayList<>();
        Stream.of("dates.txt", "tuning.txt", "held-out.txt")
                .flatMap(file -> Sample.lines(file).stream())
                .flatMap(line -> Stream.of(line.split(" ")))
                .distinct()
                .forEach(pieces::add);
        pieces.addAll(List.of(
                "\n",
                "\n\n",
                "```\n",
                "> ",
                "# ",
                "- [ ]",
                "<!--",
                "-->",
                "“",
                "”",
                "\"",
                "`",
                "~~",
                "](",
                "![",
                "\u0000",
                "\r\n",
                "🎉",
                "\ud83c",
                "é",
                "İ",
                "ß",
                "31.02.2026",
                "99:99",
                "00/00/0000",
                "9999 years",
                "in 9999 days"));
        return pieces;
    }
}
