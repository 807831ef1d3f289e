package dev.synap.core.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReasoningTraceTest {

    private static final String TRACE = """
            {"agent":"orchestrator","reasoning":{"steps":[
             {"thought":"User mentioned calling Marie tomorrow","action":"Extract task entity","confidence":0.95}],
             "outcome":{"action":"create_task","entity":{"title":"Call Marie"}}},"durationMs":1523}""";

    @Test
    void aTrace_isReadAndWrittenAsSent() {
        var metadata = Json.newObject();
        metadata.set("ai", Json.readObject(TRACE));

        ReasoningTrace trace = ReasoningTrace.in(metadata).orElseThrow();

        assertThat(trace.agent()).isEqualTo("orchestrator");
        assertThat(trace.steps()).hasSize(1);
        assertThat(trace.steps().getFirst().confidence()).isEqualTo(0.95);
        assertThat(trace.durationMs()).isEqualTo(1523);
        assertThat(Json.readObject(Json.write(trace.toNode()))).isEqualTo(Json.readObject(TRACE));
    }

    @Test
    void stepsAndOutcome_mayStandBesideTheAgent() {
        ReasoningTrace trace = ReasoningTrace.in(Json.readObject("""
                        {"ai":{"agent":"a","model":"m","steps":[{"thought":"t"}],"outcome":{"action":"x"}}}""")).orElseThrow();

        assertThat(trace.model()).isEqualTo("m");
        assertThat(trace.steps()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'x'                                             | metadata.ai",
                "{}                                              | metadata.ai.agent",
                "{'agent':'a','model':1}                         | metadata.ai.model",
                "{'agent':'a','steps':{}}                        | metadata.ai.steps",
                "{'agent':'a','steps':[1]}                       | metadata.ai.steps[0]",
                "{'agent':'a','steps':[{'action':'x'}]}          | metadata.ai.steps[0].thought",
                "{'agent':'a','reasoning':{'steps':[{'thought':'t','confidence':1.1}]}} | metadata.ai.reasoning.steps[0].confidence",
                "{'agent':'a','outcome':{'entity':{}}}           | metadata.ai.outcome.action",
                "{'agent':'a','outcome':{'action':'x','entity':1}} | metadata.ai.outcome.entity",
                "{'agent':'a','durationMs':-1}                   | metadata.ai.durationMs",
            })
    void aBadTrace_isNamedByItsPath(String ai, String path) {
        String json = ai.equals("x") ? "\"x\"" : ai.replace('\'', '"');
        assertThatThrownBy(() -> ReasoningTrace.in(Json.readObject("{\"ai\":" + json + "}")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.field()).isEqualTo(path));
    }

    @Test
    void aRequestWithABadTrace_isRejected() {
        Outcome outcome =
                World.withMembers().ask("robo", "entities.create", "note_1", "note", "{}", "{\"ai\":{\"agent\":\"\"}}");

        assertThat(outcome.rule()).isEqualTo("request.invalid");
        assertThat(outcome.fault()).isEqualTo("metadata.ai.agent: must be text of 1 to 200 characters");
    }

    @Test
    void contentHash_doesNotDependOnTheOrderOfKeys() {
        assertThat(ContentHash.of(dev.synap.core.json.JsonObject.parse("{\"b\":[{\"d\":1,\"c\":2}],\"a\":1}")))
                .isEqualTo(ContentHash.of(dev.synap.core.json.JsonObject.parse("{\"a\":1,\"b\":[{\"c\":2,\"d\":1}]}")))
                .isNotEqualTo(
                        ContentHash.of(dev.synap.core.json.JsonObject.parse("{\"a\":1,\"b\":[{\"c\":2,\"d\":2}]}")))
                .hasSize(64);
    }
}
