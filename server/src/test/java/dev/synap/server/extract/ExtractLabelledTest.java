package dev.synap.server.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.server.extract.Calibration.Share;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How well tasks are found in labelled sentences, and that confidences mean what they say. */
class ExtractLabelledTest {

    private static final int MOST_POINTS = 7;
    private static final Language ENGLISH = Language.english();
    private static final Extractor EXTRACTOR = new Extractor(ENGLISH);
    private static final List<Sample.Sentence> TUNING = Stream.of("tuning.txt", "strangers.txt")
            .flatMap(file -> Sample.sentences(file).stream())
            .toList();
    private static final List<Sample.Sentence> HELD_OUT = Sample.sentences("held-out.txt");
    private static final List<Sample.Sentence> UNSEEN = Sample.sentences("unseen.txt");
    private static final Path PAGE = Path.of("../docs/extractor.md");
    private static final String BEGIN = "<!-- figures: begin -->\n";
    private static final String END = "<!-- figures: end -->\n";

    @Test
    void labelledSet_isLargeAndHalfOfItAsksForNothing() {
        List<Sample.Sentence> all =
                Stream.of(TUNING, HELD_OUT, UNSEEN).flatMap(List::stream).toList();

        assertThat(all).hasSizeGreaterThanOrEqualTo(300).doesNotHaveDuplicates();
        assertThat(all.stream().filter(Sample.Sentence::task).count())
                .isBetween(all.size() * 2L / 5, all.size() * 3L / 5);
    }

    @Test
    void confidences_areTheSharesOfRightSuggestionsInTheTuningPart() {
        Calibration calibration = new Calibration();
        for (Sample.Sentence sentence : TUNING) {
            points(sentence).ifPresent(points -> calibration.add(Math.min(points, MOST_POINTS), sentence.task()));
        }

        Map<Integer, Double> written = new TreeMap<>();
        for (int points = 1; points <= MOST_POINTS; points++) {
            written.put(points, ENGLISH.confidence(points));
        }
        assertThat(written).isEqualTo(calibration.confidences(MOST_POINTS));
    }

    @Test
    void heldOutSentences_areJudgedRightlyFarMoreOftenThanNot() {
        Figures figures = Figures.of(HELD_OUT);

        assertThat(figures.precision()).isGreaterThanOrEqualTo(0.90);
        assertThat(figures.recall()).isGreaterThanOrEqualTo(0.80);
    }

    @Test
    void sentencesOfStrangers_areJudgedRightlyMoreOftenThanNot() {
        Figures figures = Figures.of(UNSEEN);

        assertThat(figures.precision()).isGreaterThanOrEqualTo(0.9);
        assertThat(figures.recall()).isGreaterThanOrEqualTo(0.7);
        assertThat(figures.calibrationError()).isLessThanOrEqualTo(0.1);
    }

    /** The mean distance between what is said and what is so, weighted by how often it is said. */
    @Test
    void heldOutConfidences_areNearTheShareThatIsRight() {
        Figures figures = Figures.of(HELD_OUT);

        assertThat(figures.calibrationError()).isLessThanOrEqualTo(0.08);
    }

    @Test
    void page_holdsTheFiguresAsComputed() throws IOException {
        String page = Files.readString(PAGE);
        String shown = page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END));

        assertThat(shown).isEqualTo(Figures.of(UNSEEN).markdown());
    }

    private static Optional<Suggestion> best(Sample.Sentence sentence) {
        return EXTRACTOR.extract(sentence.text(), Sample.MONDAY).stream()
                .max(Comparator.comparingDouble(Suggestion::confidence));
    }

    private static Optional<Integer> points(Sample.Sentence sentence) {
        return EXTRACTOR.sentences(sentence.text(), Sample.MONDAY).stream()
                .flatMap(each -> each.verdict().stream())
                .map(Judge.Verdict::points)
                .max(Comparator.naturalOrder());
    }

    /** What came of sentences. */
    private record Figures(int found, int missed, int invented, int left, Map<Integer, Share> byConfidence) {

        static Figures of(List<Sample.Sentence> sentences) {
            int[][] counts = new int[2][2];
            Calibration calibration = new Calibration();
            for (Sample.Sentence sentence : sentences) {
                Optional<Suggestion> best = best(sentence);
                boolean likely = best.isPresent() && best.get().confidence() >= Suggestion.LIKELY;
                counts[sentence.task() ? 1 : 0][likely ? 1 : 0]++;
                best.ifPresent(suggestion ->
                        calibration.add((int) Math.round(suggestion.confidence() * 100), sentence.task()));
            }
            return new Figures(counts[1][1], counts[1][0], counts[0][1], counts[0][0], calibration.shares());
        }

        double precision() {
            return (double) found / (found + invented);
        }

        double recall() {
            return (double) found / (found + missed);
        }

        double calibrationError() {
            double sum = 0;
            int all = 0;
            for (Map.Entry<Integer, Share> entry : byConfidence.entrySet()) {
                Share share = entry.getValue();
                sum += Math.abs(entry.getKey() / 100.0 * share.all() - share.right());
                all += share.all();
            }
            return sum / all;
        }

        String markdown() {
            StringBuilder text = new StringBuilder("""
                    Of %d sentences with a task %d are found and %d missed; of %d without one %d get a suggestion. Precision
                    is %s, recall %s.

                    | confidence | suggestions | right | share |
                    |---:|---:|---:|---:|
                    """.formatted(
                            found + missed,
                            found,
                            missed,
                            invented + left,
                            invented,
                            Calibration.percent(precision()),
                            Calibration.percent(recall())));
            byConfidence.forEach((confidence, share) -> text.append("| %d %% | %d | %d | %s |\n"
                    .formatted(
                            confidence,
                            share.all(),
                            share.right(),
                            Calibration.percent((double) share.right() / share.all()))));
            return text.toString();
        }
    }
}
