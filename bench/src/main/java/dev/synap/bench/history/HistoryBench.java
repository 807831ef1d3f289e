package dev.synap.bench.history;

import dev.synap.bench.run.Benchmark;
import dev.synap.bench.run.Scenario;
import java.util.List;

/** The benchmark of history: what is done with a log that is there already. */
public final class HistoryBench implements Benchmark<HistoryScale> {

    @Override
    public String name() {
        return "history";
    }

    @Override
    public List<Scenario<HistoryScale>> scenarios() {
        return List.of(new VerifyScenario(), new RebuildScenario(), new TravelScenario(), new UndoByScenario());
    }

    @Override
    public HistoryScale full() {
        return HistoryScale.full();
    }

    @Override
    public HistoryScale quick() {
        return HistoryScale.quick();
    }
}
