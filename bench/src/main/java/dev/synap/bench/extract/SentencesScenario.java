package dev.synap.bench.extract;

import dev.synap.bench.load.Comparison;
import dev.synap.bench.load.Load;
import dev.synap.bench.load.Schedule;
import dev.synap.bench.load.Side;
import dev.synap.bench.load.Worker;
import dev.synap.bench.report.Goal;
import dev.synap.bench.report.Measurement;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.server.extract.Context;
import dev.synap.server.extract.Extractor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Sentences read in a second: one by one, as captures are, and in notes of many. */
final class SentencesScenario implements Scenario<ExtractScale> {

    private static final Goal GOAL = Goal.atLeast(5_000);
    private static final int NOTE = 200;
    private static final Context CONTEXT = new Context(
            ZoneId.of("Europe/Paris"),
            Instant.parse("2026-11-30T09:30:00Z"),
            Map.of("Marie", "user_1", "Bob", "user_2", "Alice Martin", "user_3"),
            Map.of("Apollo", "project_1"),
            Set.of("finance"));

    /** Half of them ask for something. */
    private static final List<String> SENTENCES = List.of(
            "Call Marie tomorrow",
            "The meeting was moved to Thursday.",
            "Remember to send the invoice to Alice Martin by the end of the month #finance",
            "We talked about the budget and agreed that it is fine for now.",
            "Water the plants every Monday and Thursday at 9am",
            "Marie called yesterday about the contract.",
            "TODO: fix the flaky build before 20 December",
            "Why is the first start so slow?",
            "We need to tell the customers of Apollo before the end of the year.",
            "There is no need to call the bank, Bob has done it.",
            "@bob please review the draft by next Friday 3pm",
            "Test results are in the folder, and most of them look good.",
            "Could you book a table for six on Saturday?",
            "Last week was busy, and it rained all day on Sunday.",
            "Maybe ask somebody for help with the move",
            "A log is a list of events in order; nothing in it is ever changed.");

    private final Extractor extractor = Extractor.english();

    @Override
    public String name() {
        return "sentences";
    }

    @Override
    public Duration estimate(ExtractScale scale) {
        return scale.schedule().total(2);
    }

    @Override
    public void run(Stage<ExtractScale> stage) throws Exception {
        measure(stage, "captures of one sentence", new Captures());
        String note = "- " + String.join("\n- ", notes());
        measure(stage, "notes of %d sentences".formatted(NOTE), () -> {
            extractor.extract(note, CONTEXT);
            return NOTE;
        });
    }

    private static List<String> notes() {
        return IntStream.range(0, NOTE)
                .mapToObj(i -> SENTENCES.get(i % SENTENCES.size()))
                .toList();
    }

    private static void measure(Stage<ExtractScale> stage, String name, Worker worker) throws Exception {
        stage.progress().step(name);
        Schedule schedule = stage.scale().schedule();
        Side side = Side.single(worker);
        Load.run(side, schedule.warmUp());
        double[] rates = new double[schedule.rounds()];
        for (int round = 0; round < rates.length; round++) {
            rates[round] = Load.run(side, schedule.round()).perSecond();
        }
        stage.add(new Measurement(
                name,
                "sentences/s",
                Comparison.median(rates),
                Comparison.spread(rates),
                null,
                null,
                null,
                GOAL,
                Stage.settings("threads", "1", "rounds", schedule.toString())));
    }

    /** One sentence after the other, each by itself. */
    private final class Captures implements Worker {

        private int next;

        @Override
        public long work() {
            extractor.extract(SENTENCES.get(next), CONTEXT);
            next = (next + 1) % SENTENCES.size();
            return 1;
        }
    }
}
