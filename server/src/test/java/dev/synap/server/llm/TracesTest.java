package dev.synap.server.llm;

import static dev.synap.server.llm.FakeModel.fails;
import static dev.synap.server.llm.FakeModel.suggests;
import static dev.synap.server.llm.FakeModel.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.server.extract.Context;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of the model in traces. */
class TracesTest {

    private static final String TEXT = "Clean the secret oven.";
    private static final Question QUESTION =
            new Question(TEXT, Context.at(Instant.parse("2026-12-01T10:00:00Z"), ZoneOffset.UTC));

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();
    private FakeModel endpoint;

    @BeforeEach
    void open() throws IOException {
        endpoint = new FakeModel();
    }

    @AfterEach
    void close() {
        endpoint.close();
        sdk.close();
    }

    @Test
    void aCall_isASpan_byTheNamesForGenerativeAi_andWithoutWhatWasSaid() {
        endpoint.answer(asked -> suggests(task("Clean the secret oven", "Clean it", 0.9)));

        Call call = ask(sdk);

        SpanData span = onlySpan();
        assertThat(span.getName()).isEqualTo("chat fake-1");
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(attributes(span))
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "openai")
                .containsEntry("gen_ai.agent.name", "synap-assistant")
                .containsEntry("gen_ai.request.model", FakeModel.NAME)
                .containsEntry("gen_ai.response.model", FakeModel.VERSION + " fp_7")
                .containsEntry("gen_ai.usage.input_tokens", (long) FakeModel.INPUT_TOKENS)
                .containsEntry("gen_ai.usage.output_tokens", (long) FakeModel.OUTPUT_TOKENS)
                .containsEntry("gen_ai.output.type", "json")
                .containsEntry("server.address", "127.0.0.1")
                .containsEntry("server.port", (long) endpoint.url().getPort())
                .containsEntry("synap.prompt.hash", call.promptHash())
                .containsEntry("synap.suggested", 1L);
        assertThat(span.toString()).doesNotContain("secret");
    }

    @Test
    void aCallThatFails_isASpanWithAnError() {
        endpoint.answer(asked -> fails(500, "cannot read " + asked.text()));

        ask(sdk);

        SpanData span = onlySpan();
        assertThat(attributes(span)).containsEntry("error.type", "failed").doesNotContainKey("gen_ai.response.model");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.toString()).doesNotContain("secret");
    }

    @Test
    void tracesGoWhereTheEnvironmentSays_andNowhereUnlessItSays() throws IOException {
        endpoint.answer(asked -> suggests());
        ask(Telemetry.of(Map.of()).api());
        assertThat(endpoint.next().path()).isEqualTo("POST /v1/chat/completions");

        try (FakeModel collector = new FakeModel()) {
            String root = "http://127.0.0.1:" + collector.url().getPort();
            try (Telemetry telemetry = Telemetry.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", root))) {
                ask(telemetry.api());
            }

            FakeModel.Asked sent = collector.next();
            assertThat(sent.path()).isEqualTo("POST /v1/traces");
            assertThat(sent.body()).contains("gen_ai.request.model").doesNotContain("secret");
        }
    }

    private Call ask(OpenTelemetry telemetry) {
        LlmSettings settings =
                new LlmSettings(endpoint.url(), FakeModel.NAME, Optional.empty(), Duration.ofSeconds(5), 1_000);
        try (LanguageModel model = new LanguageModel(settings, telemetry)) {
            return model.ask(QUESTION, "synap-assistant");
        }
    }

    private SpanData onlySpan() {
        assertThat(spans.getFinishedSpanItems()).hasSize(1);
        return spans.getFinishedSpanItems().getFirst();
    }

    private static Map<String, Object> attributes(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(entry -> ((AttributeKey<?>) entry.getKey()).getKey(), Map.Entry::getValue));
    }
}
