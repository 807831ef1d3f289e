package dev.synap.server.llm;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.function.Supplier;

/** Tells traces of calls, by the names that OpenTelemetry has for generative AI. Nothing that was said is in them. */
final class CallSpans {

    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("gen_ai.operation.name");
    private static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("gen_ai.provider.name");
    private static final AttributeKey<String> AGENT = AttributeKey.stringKey("gen_ai.agent.name");
    private static final AttributeKey<String> REQUEST_MODEL = AttributeKey.stringKey("gen_ai.request.model");
    private static final AttributeKey<Long> MAX_TOKENS = AttributeKey.longKey("gen_ai.request.max_tokens");
    private static final AttributeKey<String> OUTPUT_TYPE = AttributeKey.stringKey("gen_ai.output.type");
    private static final AttributeKey<String> RESPONSE_MODEL = AttributeKey.stringKey("gen_ai.response.model");
    private static final AttributeKey<Long> INPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.input_tokens");
    private static final AttributeKey<Long> OUTPUT_TOKENS = AttributeKey.longKey("gen_ai.usage.output_tokens");
    private static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> PROMPT_HASH = AttributeKey.stringKey("synap.prompt.hash");
    private static final AttributeKey<Long> SUGGESTED = AttributeKey.longKey("synap.suggested");

    private static final int OLLAMA_PORT = 11434;

    private final LlmSettings settings;
    private final Tracer tracer;

    CallSpans(LlmSettings settings, OpenTelemetry telemetry) {
        this.settings = settings;
        this.tracer = telemetry.getTracer("dev.synap");
    }

    Call around(Question question, String agentId, Supplier<Call> work) {
        Span span = tracer.spanBuilder("chat " + settings.model())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(OPERATION, "chat")
                .setAttribute(PROVIDER, provider())
                .setAttribute(AGENT, agentId)
                .setAttribute(REQUEST_MODEL, settings.model())
                .setAttribute(MAX_TOKENS, (long) Question.MAX_OUTPUT_TOKENS)
                .setAttribute(OUTPUT_TYPE, "json")
                .setAttribute(SERVER_ADDRESS, settings.url().getHost())
                .setAttribute(SERVER_PORT, (long) port())
                .setAttribute(PROMPT_HASH, question.hash())
                .startSpan();
        try (Scope _ = span.makeCurrent()) {
            Call call = work.get();
            if (call.modelVersion() != null) {
                span.setAttribute(RESPONSE_MODEL, call.modelVersion());
            }
            if (!call.tokens().estimated()) {
                span.setAttribute(INPUT_TOKENS, call.tokens().input());
                span.setAttribute(OUTPUT_TOKENS, call.tokens().output());
            }
            if (call.outcome() == Call.Outcome.ANSWERED) {
                span.setAttribute(SUGGESTED, (long) call.suggestions().size());
            } else {
                span.setAttribute(ERROR_TYPE, call.outcome().text());
                span.setStatus(StatusCode.ERROR, call.error() == null ? "" : call.error());
            }
            return call;
        } finally {
            span.end();
        }
    }

    /** Who speaks the protocol, as far as that can be told from where. */
    private String provider() {
        return port() == OLLAMA_PORT ? "ollama" : "openai";
    }

    private int port() {
        int port = settings.url().getPort();
        return port >= 0 ? port : "http".equals(settings.url().getScheme()) ? 80 : 443;
    }
}
