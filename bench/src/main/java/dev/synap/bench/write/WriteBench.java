package dev.synap.bench.write;

import dev.synap.bench.run.Benchmark;
import dev.synap.bench.run.Scenario;
import java.util.List;

/** The benchmark of writes: from a request to the row that shows it. */
public final class WriteBench implements Benchmark<WriteScale> {

    @Override
    public String name() {
        return "writes";
    }

    @Override
    public List<Scenario<WriteScale>> scenarios() {
        return List.of(new LatencyScenario(), new RateScenario(), new CatchUpScenario(), new IdleScenario());
    }

    @Override
    public WriteScale full() {
        return WriteScale.full();
    }

    @Override
    public WriteScale quick() {
        return WriteScale.quick();
    }
}
