package dev.synap.bench.realtime;

import dev.synap.bench.run.Benchmark;
import dev.synap.bench.run.Scenario;
import java.util.List;

/** The benchmark of realtime: from a commit to the clients that are told of it, and what clients cost. */
public final class RealtimeBench implements Benchmark<RealtimeScale> {

    @Override
    public String name() {
        return "realtime";
    }

    @Override
    public List<Scenario<RealtimeScale>> scenarios() {
        return List.of(new DeliveryScenario(), new IdleSocketsScenario());
    }

    @Override
    public RealtimeScale full() {
        return RealtimeScale.full();
    }

    @Override
    public RealtimeScale quick() {
        return RealtimeScale.quick();
    }
}
