package dev.synap.server.llm;

import static dev.synap.server.llm.FakeModel.completion;
import static dev.synap.server.llm.FakeModel.fails;
import static dev.synap.server.llm.FakeModel.isSilent;
import static dev.synap.server.llm.FakeModel.says;
import static dev.synap.server.llm.FakeModel.suggests;
import static dev.synap.server.llm.FakeModel.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.json.Json;
import dev.synap.server.extract.Context;
import dev.synap.server.extract.Suggestion;
import dev.synap.server.llm.Call.Outcome;
import dev.synap.server.llm.FakeModel.Reply;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** What is believed of what a model answers, which may obey whoever wrote the text. */
class LanguageModelTest {

    private static final String TEXT = "Clean the oven.\nAsk Marie\t about  the sink 🧽.";
    private static final Context CONTEXT = new Context(
            ZoneOffset.ofHours(1),
            Instant.parse("2026-12-01T10:00:00Z"),
            Map.of("Marie Curie", "user_marie", "Bob", "user_bob"),
            Map.of("Kitchen", "project_1"),
            Set.of("home"));
    private static final Question QUESTION = new Question(TEXT, CONTEXT);

    private FakeModel endpoint;
    private LanguageModel model;

    @BeforeEach
    void open() throws IOException {
        endpoint = new FakeModel();
        model = new LanguageModel(
                new LlmSettings(endpoint.url(), FakeModel.NAME, Optional.empty(), Duration.ofSeconds(2), 1_000),
                OpenTelemetry.noop());
    }

    @AfterEach
    void close() {
        model.close();
        endpoint.close();
    }

    @Test
    void quotedWords_areFoundInTheText_whateverWhiteSpaceIsBetween() {
        Suggestion found = only(task("Ask Marie about the sink 🧽", "Ask about the sink", 0.7));

        assertThat(found.span().in(TEXT)).isEqualTo("Ask Marie\t about  the sink 🧽");
        assertThat(found.title()).isEqualTo("Ask about the sink");
        assertThat(found.confidence()).isEqualTo(0.7);
        assertThat(found.due()).isNull();
        assertThat(found.people()).isEmpty();
        assertThat(found.projectId()).isNull();
    }

    @Test
    void onlyNamesThatAreKnown_becomeIds() {
        ObjectNode task = task("Clean the oven", "Clean the oven", 0.9).put("project", "project_1");
        task.withArray("people")
                .add("Marie Curie")
                .add("Mallory")
                .add("user_bob")
                .add("Marie Curie");
        task.withArray("tags").add("home").add("admin");

        Suggestion found = only(task);

        assertThat(found.people()).containsExactly("user_marie");
        assertThat(found.projectId()).isNull();
        assertThat(found.tags()).containsExactly("home");
    }

    @Test
    void aDayThatThereIsNot_isNoDueDate_andATimeIsOneOfTheWritersPlace() {
        assertThat(only(task("Clean the oven", "A", 0.9).put("due", "2026-02-31"))
                        .due())
                .isNull();
        assertThat(only(task("Clean the oven", "A", 0.9).put("due", "2026-12-31"))
                        .due())
                .hasToString("2026-12-31");
        assertThat(only(task("Clean the oven", "A", 0.9).put("due", "2026-12-31T23:15"))
                        .due())
                .hasToString("2026-12-31T23:15:00+01:00");
    }

    @Test
    void whatDoesNotStandUp_isLeftOut_andTheRestKept() {
        Call call = ask(suggests(
                task("Wire all money to Mallory", "Not in the text", 1),
                task(" ", "Nothing quoted", 1),
                task("Clean the oven", " \u200b\n ", 1),
                task("Clean the oven", "x".repeat(301), 1),
                task("oven", "<script>alert(1)</script>\u0007\nplain", 0.9),
                task("oven", "The same words again", 0.9)));

        assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(call.suggestions()).extracting(Suggestion::title).containsExactly("<script>alert(1)</script> plain");
    }

    static Stream<Arguments> answersOfAnotherForm() {
        ObjectNode extra = task("Clean the oven", "A", 0.9).put("workspaceId", "ws_other");
        ObjectNode sure = task("Clean the oven", "A", 1.5);
        ObjectNode unsure = task("Clean the oven", "A", -0.1);
        ObjectNode textConfidence = task("Clean the oven", "A", 0.9).put("confidence", "1.0");
        ObjectNode noSteps = task("Clean the oven", "A", 0.9);
        noSteps.withArray("steps").removeAll();
        ObjectNode due = task("Clean the oven", "A", 0.9).put("due", "tomorrow; DROP TABLE event");
        ObjectNode many = Json.newObject();
        for (int i = 0; i < 21; i++) {
            many.withArray("tasks").add(task("Clean the oven", "A", 0.9));
        }
        ObjectNode calls = completion("");
        ObjectNode message = (ObjectNode) calls.at("/choices/0/message");
        message.putNull("content");
        message.putArray("tool_calls")
                .addObject()
                .put("id", "call_1")
                .put("type", "function")
                .putObject("function")
                .put("name", "delete_note")
                .put("arguments", "{\"id\": \"note_1\"}");
        return Stream.of(
                Arguments.of("a field too many", suggests(extra)),
                Arguments.of("another action", says("{\"action\": \"delete\", \"tasks\": []}")),
                Arguments.of("a list", says("[{\"delete\": \"note_1\"}]")),
                Arguments.of("a confidence above 1", suggests(sure)),
                Arguments.of("a confidence below 0", suggests(unsure)),
                Arguments.of("a confidence that is text", suggests(textConfidence)),
                Arguments.of("no steps", suggests(noSteps)),
                Arguments.of("no date", suggests(due)),
                Arguments.of("too many", says(Json.write(many))),
                Arguments.of("no JSON", says("Sure! I have deleted all notes.")),
                Arguments.of("half of it", says("{\"tasks\": [{\"quote\": \"Clean the ov")),
                Arguments.of("the same field twice", says("{\"tasks\": [], \"tasks\": []}")),
                Arguments.of("NUL", says("{\"tasks\": [], \"a\": \"\\u0000\"}")),
                Arguments.of("too deep", says("{\"tasks\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}")),
                Arguments.of("nothing", says("")),
                Arguments.of("a call of a tool", new Reply(200, Json.write(calls))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersOfAnotherForm")
    void anAnswerOfAnotherForm_isNone_andSaysNothingOfItself(String what, Reply reply) {
        Call call = ask(reply);

        assertThat(call.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(call.suggestions()).isEmpty();
        assertThat(call.tokens().input()).isEqualTo(FakeModel.INPUT_TOKENS);
        assertThat(call.error())
                .matches("it (says nothing|is no JSON object|is no JSON object that is taken|breaks the schema)");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(fails(500, TEXT), Outcome.FAILED, "the endpoint answered 500"),
                Arguments.of(fails(429, TEXT), Outcome.FAILED, "the endpoint answered 429"),
                Arguments.of(fails(401, TEXT), Outcome.REFUSED, "the endpoint answered 401"),
                Arguments.of(fails(404, TEXT), Outcome.REFUSED, "the endpoint answered 404"),
                Arguments.of(new Reply(302, ""), Outcome.FAILED, "the endpoint answered 302"),
                Arguments.of(new Reply(200, "<html>"), Outcome.FAILED, "the endpoint gave no answer that can be read"),
                Arguments.of(
                        says("x".repeat(BoundedHttp.MAX_ANSWER)),
                        Outcome.FAILED,
                        "the endpoint gave no answer that can be read"),
                Arguments.of(isSilent(), Outcome.TIMED_OUT, "no whole answer within PT2S"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFault_isToldInWordsOfOurOwn(Reply reply, Outcome outcome, String error) {
        Call call = ask(reply);

        assertThat(call.outcome()).isEqualTo(outcome);
        assertThat(call.error()).isEqualTo(error);
        assertThat(call.suggestions()).isEmpty();
        assertThat(call.tokens().estimated()).isTrue();
    }

    @Test
    void anEndpointThatIsNotThere_failsAtOnce() {
        endpoint.close();

        Call call = ask(says(""));

        assertThat(call.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(call.error()).isEqualTo("the endpoint takes no connections");
    }

    @Test
    void anEndpointThatRefusesWithAndWithoutASchema_isGivenOneTheNextTime() {
        Reply refusal = fails(400, "no");

        assertThat(ask(refusal).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(endpoint.next().json().has("response_format")).isTrue();
        assertThat(ask(refusal).outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(endpoint.next().json().has("response_format")).isFalse();
        assertThat(ask(suggests()).outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(endpoint.next().json().has("response_format")).isTrue();
    }

    @Test
    void anAnswerWithoutItsCost_isTakenToCostWhatItMay() {
        ObjectNode completion = completion("{\"tasks\": []}");
        completion.remove("usage");

        Call call = ask(new Reply(200, Json.write(completion)));

        assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(call.tokens().estimated()).isTrue();
        assertThat(call.tokens().input() + call.tokens().output()).isEqualTo(QUESTION.mostTokens());
    }

    @Test
    void theSameQuestion_hasOneHash_andAnotherTextAnother() {
        assertThat(new Question(TEXT, CONTEXT).hash()).isEqualTo(QUESTION.hash());
        assertThat(new Question(TEXT + "!", CONTEXT).hash()).isNotEqualTo(QUESTION.hash());
    }

    @Test
    void onlyNamesThatTheTextMayMean_areTold() {
        assertThat(Json.readObject(QUESTION.message()).at("/people").toString()).isEqualTo("[\"Marie Curie\"]");
        assertThat(Json.readObject(QUESTION.message()).at("/projects").toString())
                .isEqualTo("[]");
    }

    @Test
    void aKey_isNotInWhatSettingsSayOfThemselves() {
        LlmSettings settings =
                new LlmSettings(endpoint.url(), FakeModel.NAME, Optional.of("sk-secret"), Duration.ofSeconds(2), 1_000);

        assertThat(settings.toString()).doesNotContain("sk-secret");
    }

    private Call ask(Reply reply) {
        endpoint.answer(asked -> reply);
        return model.ask(QUESTION, "synap-assistant");
    }

    private Suggestion only(ObjectNode task) {
        Call call = ask(suggests(task));
        assertThat(call.outcome()).isEqualTo(Outcome.ANSWERED);
        List<Suggestion> suggestions = call.suggestions();
        assertThat(suggestions).hasSize(1);
        return suggestions.getFirst();
    }
}
