package dev.synap.bench.extract;

import dev.synap.bench.run.Benchmark;
import dev.synap.bench.run.Scenario;
import java.util.List;

/** The benchmark of the extractor: from what people type to suggested tasks, on one thread. */
public final class ExtractBench implements Benchmark<ExtractScale> {

    @Override
    public String name() {
        return "extract";
    }

    @Override
    public List<Scenario<ExtractScale>> scenarios() {
        return List.of(new SentencesScenario());
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
