package dev.synap.bench.extract;

import dev.synap.bench.run.Benchmark;
import dev.synap.bench.run.Scenario;
import java.util.List;

/** The benchmark of suggestions: from what people type to tasks that wait for a word, sentence by sentence and on screen. */
public final class ExtractBench implements Benchmark<ExtractScale> {

    @Override
    public String name() {
        return "extract";
    }

    @Override
    public List<Scenario<ExtractScale>> scenarios() {
        return List.of(new SentencesScenario(), new ScreenScenario());
    }

    @Override
    public ExtractScale full() {
        return ExtractScale.full();
    }

    @Override
    public ExtractScale quick() {
        return ExtractScale.quick();
    }
}
