package dev.synap.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A contract that everything passes would prove nothing: a log that keeps nothing must fail it. */
class ContractIsAliveTest {

    /** What a log that keeps nothing gets right by keeping nothing. */
    private static final Set<String> PASSED_BY_DOING_NOTHING = Set.of("appendThatUsesAnIdTwice_isRefusedWhole()");

    @Test
    void everyTestOfTheContract_failsOnALogThatKeepsNothing() {
        // given
        LauncherDiscoveryRequest contract = LauncherDiscoveryRequestBuilder.request()
                .selectors(
                        selectClass(AppendContractTest.class),
                        selectClass(RepeatContractTest.class),
                        selectClass(LimitsContractTest.class),
                        selectClass(ReadContractTest.class),
                        selectClass(SubscribeContractTest.class))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .configurationParameter(LogStorage.PARAMETER, "forgetful")
                .build();
        Outcomes outcomes = new Outcomes();

        // when
        ImpatientAwait.during(() -> LauncherFactory.create().execute(contract, outcomes));

        // then
        assertThat(outcomes.passed).isSubsetOf(PASSED_BY_DOING_NOTHING);
        assertThat(outcomes.failed).hasSizeGreaterThan(50);
    }

    private static final class Outcomes implements TestExecutionListener {
        private final Set<String> passed = new ConcurrentSkipListSet<>();
        private final Set<String> failed = new ConcurrentSkipListSet<>();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
                (result.getStatus() == Status.SUCCESSFUL ? passed : failed).add(test.getDisplayName());
            }
        }
    }
}
