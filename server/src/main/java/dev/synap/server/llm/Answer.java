package dev.synap.server.llm;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.write.ReasoningTrace.Step;
import dev.synap.server.extract.Context;
import dev.synap.server.extract.Due;
import dev.synap.server.extract.Span;
import dev.synap.server.extract.Suggestion;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads what the model has answered. An answer of another form than the schema's is no answer at all. Of one that has the form
 * only what stands up is kept: words that stand in the text, names that are known.
 */
final class Answer {

    static final String SCHEMA = Json.write(Json.readObject(Resource.text("answer.schema.json")));

    private static final Schema FORM = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                                    .locale(Locale.ENGLISH)
                                    .failFast(true)
                                    .build())
                            .schemaLoader(loader -> loader.block(iri -> true)))
            .getSchema(Json.readObject(SCHEMA));

    private static final int MAX_TITLE = 300;
    private static final int MAX_QUOTE = 1_000;
    private static final int MAX_STEP = 1_000;
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cf}\\s]+");

    private final String text;
    private final Context context;

    private Answer(Question question) {
        this.text = question.text();
        this.context = question.context();
    }

    /** The tasks that are suggested, in the order of the answer. */
    static List<Suggestion> read(@Nullable String answer, Question question) throws InvalidAnswerException {
        return new Answer(question).suggestions(valid(answer));
    }

    private static ObjectNode valid(@Nullable String answer) throws InvalidAnswerException {
        if (answer == null || answer.isBlank()) {
            throw new InvalidAnswerException("it says nothing");
        }
        // Some models think aloud, or put a fence around what they say.
        int aloud = answer.stripLeading().startsWith("<think>") ? answer.indexOf("</think>") : -1;
        int from = answer.indexOf('{', aloud + 1);
        int to = answer.lastIndexOf('}');
        if (from < 0 || to < from) {
            throw new InvalidAnswerException("it is no JSON object");
        }
        ObjectNode json;
        try {
            // What does not obey the rules for JSON from outside would not get into the log.
            json = JsonObject.of(Json.readObject(answer.substring(from, to + 1)))
                    .toNode();
        } catch (InvalidInputException e) {
            throw new InvalidAnswerException("it is no JSON object that is taken");
        }
        if (!FORM.validate(json).isEmpty()) {
            throw new InvalidAnswerException("it breaks the schema");
        }
        return json;
    }

    private List<Suggestion> suggestions(ObjectNode answer) {
        List<Suggestion> suggestions = new ArrayList<>();
        Set<String> quoted = new HashSet<>();
        for (JsonNode task : answer.path("tasks")) {
            suggestion(task)
                    .filter(each -> quoted.add(each.span().in(text).toLowerCase(Locale.ROOT)))
                    .ifPresent(suggestions::add);
        }
        return suggestions;
    }

    private Optional<Suggestion> suggestion(JsonNode task) {
        Span span = span(string(task, "quote"));
        String title = plain(string(task, "title"));
        if (span == null || title.isEmpty() || title.length() > MAX_TITLE) {
            return Optional.empty();
        }
        List<Step> steps = steps(task.path("steps"));
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Suggestion(
                title,
                due(string(task, "due")),
                null,
                known(task.path("people"), context.people()),
                context.projects().get(string(task, "project")),
                known(task.path("tags"), context.tags().stream().collect(Collectors.toMap(tag -> tag, tag -> tag))),
                span,
                task.path("confidence").doubleValue(),
                steps));
    }

    /** Where the words stand in the text, with any white space between them; null where they do not. */
    private @Nullable Span span(String quote) {
        String words = quote.strip();
        if (words.length() < 2 || words.length() > MAX_QUOTE) {
            return null;
        }
        String pattern =
                Arrays.stream(words.split("\\s+", -1)).map(Pattern::quote).collect(Collectors.joining("\\s+"));
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? new Span(matcher.start(), matcher.end()) : null;
    }

    /** When it is due; null where that is no day that there is. */
    private @Nullable Due due(String said) {
        try {
            if (said.isEmpty()) {
                return null;
            }
            return said.length() == 10 ? new Due(LocalDate.parse(said), null) : at(LocalDateTime.parse(said));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Due at(LocalDateTime time) {
        return new Due(time.toLocalDate(), time.atZone(context.zone()).toOffsetDateTime());
    }

    private static List<String> known(JsonNode names, Map<String, String> ids) {
        Set<String> known = new LinkedHashSet<>();
        for (JsonNode name : names) {
            String id = ids.get(name.asString(""));
            if (id != null) {
                known.add(id);
            }
        }
        return List.copyOf(known);
    }

    private static List<Step> steps(JsonNode steps) {
        List<Step> told = new ArrayList<>();
        for (JsonNode step : steps) {
            String thought = cut(plain(string(step, "thought")));
            String action = cut(plain(string(step, "action")));
            if (!thought.isEmpty()) {
                JsonNode confidence = step.path("confidence");
                told.add(new Step(
                        thought,
                        action.isEmpty() ? null : action,
                        confidence.isNumber() ? confidence.doubleValue() : null));
            }
        }
        return told;
    }

    private static String string(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.stringValue() : "";
    }

    /** On one line, without signs that are not seen. */
    private static String plain(String said) {
        return CONTROLS.matcher(said).replaceAll(" ").strip();
    }

    private static String cut(String said) {
        if (said.length() <= MAX_STEP) {
            return said;
        }
        int end = Character.isHighSurrogate(said.charAt(MAX_STEP - 1)) ? MAX_STEP - 1 : MAX_STEP;
        return said.substring(0, end);
    }
}
