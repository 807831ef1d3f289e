package dev.synap.server.llm;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.output.TokenUsage;
import dev.synap.server.extract.Suggestion;
import dev.synap.server.llm.Call.Outcome;
import dev.synap.server.llm.Call.Tokens;
import io.opentelemetry.api.OpenTelemetry;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks a language model for the tasks in a text. It is given no tools, and whatever it answers, all that comes of it is
 * suggestions. Thread-safe.
 */
public final class LanguageModel implements AutoCloseable {

    /** After so many failures in a row it is left alone for a while. */
    private static final int FAILURES_TO_REST = 5;

    private static final Duration REST = Duration.ofSeconds(30);
    private static final int LONGEST_NAME = 200;

    private static final ResponseFormat FORM = ResponseFormat.builder()
            .type(ResponseFormatType.JSON)
            .jsonSchema(JsonSchema.builder()
                    .name("tasks")
                    .rootElement(JsonRawSchema.from(Answer.SCHEMA))
                    .build())
            .build();

    private final LlmSettings settings;
    private final java.net.http.HttpClient http;
    private final OpenAiChatModel chat;
    private final CallSpans spans;
    private final Rest rest = new Rest(FAILURES_TO_REST, REST);

    /** Whether the endpoint has refused a question with a schema, and is asked without one. */
    private volatile boolean plain;

    public LanguageModel(LlmSettings settings, OpenTelemetry telemetry) {
        this.settings = settings;
        // Servers on the machine itself often know no HTTP/2, and not how to refuse it.
        this.http = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.timeout())
                .build();
        this.spans = new CallSpans(settings, telemetry);
        OpenAiChatModel.OpenAiChatModelBuilder builder = OpenAiChatModel.builder()
                .httpClientBuilder(BoundedHttp.builder(http, settings.timeout()))
                .baseUrl(settings.url().toString())
                .modelName(settings.model())
                .strictJsonSchema(true)
                .maxRetries(0)
                .logRequests(false)
                .logResponses(false);
        settings.key().ifPresent(builder::apiKey);
        // OpenAI's own models take the later name only, and most others the earlier one, which Ollama needs.
        if (settings.isOpenAi()) {
            builder.maxCompletionTokens(Question.MAX_OUTPUT_TOKENS);
        } else {
            builder.maxTokens(Question.MAX_OUTPUT_TOKENS);
        }
        this.chat = builder.build();
    }

    /** The name of the one that is asked for. */
    public String name() {
        return settings.model();
    }

    /** Whether it is left alone, for it did not answer again and again. */
    public boolean isResting() {
        return rest.isOn();
    }

    /**
     * Asks once; takes as long as an answer may take.
     *
     * @param agentId on whose behalf
     */
    public Call ask(Question question, String agentId) {
        Call call = spans.around(question, agentId, () -> call(question));
        if (call.outcome() == Outcome.TIMED_OUT || call.outcome() == Outcome.FAILED) {
            rest.failed();
        } else {
            rest.passed();
        }
        return call;
    }

    private Call call(Question question) {
        long began = System.nanoTime();
        boolean withForm = !plain;
        try {
            ChatRequest.Builder request = ChatRequest.builder()
                    .messages(SystemMessage.from(Question.INSTRUCTIONS), UserMessage.from(question.message()));
            if (withForm) {
                request.responseFormat(FORM);
            }
            return read(chat.chat(request.build()), question, began);
        } catch (AuthenticationException | ModelNotFoundException | ContentFilteredException e) {
            return failed(Outcome.REFUSED, words(e), e, question, began);
        } catch (InvalidRequestException e) {
            if (withForm) {
                plain = true;
                return failed(Outcome.FAILED, "the endpoint would not take a schema", e, question, began);
            }
            // It was not the schema, then.
            plain = false;
            return failed(Outcome.REFUSED, words(e), e, question, began);
        } catch (TimeoutException e) {
            return failed(Outcome.TIMED_OUT, "no whole answer within " + settings.timeout(), e, question, began);
        } catch (RuntimeException e) {
            return failed(Outcome.FAILED, words(e), e, question, began);
        }
    }

    private Call read(ChatResponse response, Question question, long began) {
        Tokens tokens = tokens(response.tokenUsage(), question);
        String version = version(response);
        try {
            List<Suggestion> suggestions = Answer.read(response.aiMessage().text(), question);
            return new Call(
                    Outcome.ANSWERED, suggestions, name(), version, question.hash(), tokens, since(began), null);
        } catch (InvalidAnswerException e) {
            return new Call(
                    Outcome.INVALID, List.of(), name(), version, question.hash(), tokens, since(began), e.getMessage());
        }
    }

    /** A call without an answer; what it may have cost all the same is estimated. */
    private Call failed(Outcome outcome, String error, Throwable thrown, Question question, long began) {
        return new Call(
                outcome,
                List.of(),
                name(),
                null,
                question.hash(),
                mayHaveBeenRead(thrown) ? question.mostItMayHaveTaken() : Tokens.NONE,
                since(began),
                error);
    }

    /** Whether the model may have read the question all the same, as it may have where only its answer was lost. */
    private static boolean mayHaveBeenRead(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            boolean before = cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof HttpException http && http.statusCode() / 100 == 4;
            if (before && !(thrown instanceof ContentFilteredException)) {
                return false;
            }
        }
        return true;
    }

    private static Tokens tokens(@Nullable TokenUsage usage, Question question) {
        Integer input = usage == null ? null : usage.inputTokenCount();
        Integer output = usage == null ? null : usage.outputTokenCount();
        return input == null || output == null || input < 0 || output < 0
                ? question.mostItMayHaveTaken()
                : new Tokens(input, output, false);
    }

    /** What the endpoint says has answered, with its fingerprint where it gives one. */
    private static @Nullable String version(ChatResponse response) {
        String fingerprint = response.metadata() instanceof OpenAiChatResponseMetadata metadata
                ? metadata.systemFingerprint()
                : null;
        String version = String.join(
                " ",
                Stream.of(response.modelName(), fingerprint)
                        .filter(Objects::nonNull)
                        .filter(part -> part.codePoints().allMatch(c -> c > ' ' && c < 127))
                        .toList());
        return version.isEmpty() ? null : version.substring(0, Math.min(version.length(), LONGEST_NAME));
    }

    /** Without what the endpoint says: it may repeat the text, or the key. */
    private static String words(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            Optional<String> known = switch (cause) {
                case HttpException http -> Optional.of("the endpoint answered " + http.statusCode());
                case ConnectException _ -> Optional.of("the endpoint takes no connections");
                case UnknownHostException _ -> Optional.of("the endpoint's name is not known");
                case ContentFilteredException _ -> Optional.of("the model refused");
                default -> Optional.empty();
            };
            if (known.isPresent()) {
                return known.get();
            }
        }
        return "the endpoint gave no answer that can be read";
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
