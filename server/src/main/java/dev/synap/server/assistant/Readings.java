package dev.synap.server.assistant;

import dev.synap.core.access.WorkspaceSetting;
import dev.synap.core.event.Event;
import dev.synap.core.event.NewEvent;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.EventLog;
import dev.synap.server.llm.Call;
import dev.synap.server.llm.Call.Outcome;
import dev.synap.server.llm.LanguageModel;
import dev.synap.server.llm.LlmSettings;
import dev.synap.server.llm.Question;
import dev.synap.server.subject.CurrentSettings;
import dev.synap.store.access.FirstAccess;
import dev.synap.store.log.TableWork;
import dev.synap.store.reading.ModelCalls;
import dev.synap.store.reading.Reading;
import dev.synap.store.reading.ReadingQueue;
import dev.synap.store.reading.SuggestedWords;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads a text by asking the model, within the workspace's budget, and by rules where that fails. Each call is an event; the
 * last one of a text stands in the log together with what it suggests, or with none of it.
 *
 * <p>Thread-safe.
 */
public final class Readings {

    private static final int APPEND_TRIES = 3;
    private static final Duration LOOKS_EVERY = Duration.ofMillis(500);
    private static final Duration LOOKS_WITHOUT_MODEL_EVERY = Duration.ofMinutes(1);

    private final EventLog log;
    private final Writings writings;
    private final CurrentSettings settings;
    private final ReadingQueue queue;
    private final ModelCalls calls;
    private final SuggestedWords suggestedWords;
    private final Optional<Asked> asked;
    private final Clock clock;

    /** A model, and how it is asked. */
    public record Asked(LanguageModel model, LlmSettings settings) {}

    /** @param asked empty where the server has no model: then nothing leaves the machine */
    public Readings(
            EventLog log,
            Writings writings,
            CurrentSettings settings,
            ReadingQueue queue,
            ModelCalls calls,
            SuggestedWords suggestedWords,
            Optional<Asked> asked,
            Clock clock) {
        this.log = log;
        this.writings = writings;
        this.settings = settings;
        this.queue = queue;
        this.calls = calls;
        this.suggestedWords = suggestedWords;
        this.asked = asked;
        this.clock = clock;
    }

    /** Whether texts of this workspace are to wait for the model; rules read the rest, and what does not fit in any more. */
    boolean isTaking(String workspaceId) {
        return asked.isPresent()
                && settings.isOn(workspaceId, WorkspaceSetting.LANGUAGE_MODEL)
                && !queue.isFull(workspaceId);
    }

    /** Has texts wait. */
    TableWork add(List<Event> events) {
        return ReadingQueue.add(events, settleFor());
    }

    /** How long a text is left alone after it was written. */
    Duration settleFor() {
        return asked.map(each -> each.settings().settleFor()).orElse(Duration.ZERO);
    }

    /** How often it is looked for texts: without a model only for those that wait since there was one. */
    Duration looksEvery() {
        return asked.isPresent() ? LOOKS_EVERY : LOOKS_WITHOUT_MODEL_EVERY;
    }

    /** How long one reading may take. */
    Duration holdFor() {
        return asked.map(each -> each.settings().timeout())
                .orElse(Duration.ZERO)
                .multipliedBy(2)
                .plusSeconds(15);
    }

    /** Reads a text; empty when it is done, or after which pause it is to be tried again. */
    Optional<Duration> read(Reading reading) {
        Event event = log.get(reading.workspaceId(), reading.eventId()).orElse(null);
        if (event == null || !writings.isLetIn(reading.workspaceId()) || !writings.isToRead(event)) {
            return Optional.empty();
        }
        CallEvents told = new CallEvents(event);
        if (isDone(reading, told)) {
            return Optional.empty();
        }
        boolean wanted = settings.isOn(reading.workspaceId(), WorkspaceSetting.LANGUAGE_MODEL);
        if (asked.isEmpty() || !wanted) {
            fallBack(event, told, List.of(), asked.isEmpty() ? "no_model" : "not_wanted");
            return Optional.empty();
        }
        return ask(asked.get(), reading, event, told);
    }

    private Optional<Duration> ask(Asked by, Reading reading, Event event, CallEvents told) {
        if (Writings.text(event).length() > Question.MAX_TEXT) {
            fallBack(event, told, List.of(), "too_long");
            return Optional.empty();
        }
        Question question = writings.question(event);
        append(reading.workspaceId(), lost(by, reading, question, told));
        if (reading.attempt() > by.settings().backoff().attempts()) {
            fallBack(event, told, List.of(), "gave_up");
            return Optional.empty();
        }
        if (question.mostTokens() > tokensLeft(by, reading.workspaceId())) {
            fallBack(event, told, List.of(), "over_budget");
            return Optional.empty();
        }
        if (by.model().isResting()) {
            fallBack(event, told, List.of(), "unavailable");
            return Optional.empty();
        }
        queue.asking(reading);
        Call call = by.model().ask(question, FirstAccess.ASSISTANT);
        if (call.outcome() == Outcome.ANSWERED) {
            suggest(event, told, call, reading.attempt());
            return Optional.empty();
        }
        NewEvent called = told.called(call, reading.attempt(), 0);
        if (call.outcome().mayPass() && !by.settings().backoff().isExhausted(reading.attempt())) {
            append(reading.workspaceId(), List.of(called));
            return Optional.of(by.settings().backoff().after(reading.attempt()));
        }
        fallBack(event, told, List.of(called), call.outcome().text());
        return Optional.empty();
    }

    /** Whether an earlier attempt has come to its end, and who made it could not say so any more. */
    private boolean isDone(Reading reading, CallEvents told) {
        return log.get(reading.workspaceId(), told.fellBackId()).isPresent()
                || IntStream.rangeClosed(1, reading.askedAttempt())
                        .mapToObj(attempt -> log.get(reading.workspaceId(), told.calledId(attempt)))
                        .flatMap(Optional::stream)
                        .anyMatch(Readings::isAnswered);
    }

    private static boolean isAnswered(Event called) {
        String outcome = called.data().toNode().path("outcome").asString("");
        return outcome.equals(Outcome.ANSWERED.text());
    }

    /** The last call that was begun, where nobody has told of it: it may have cost what a call may cost. */
    private List<NewEvent> lost(Asked by, Reading reading, Question question, CallEvents told) {
        int before = reading.askedAttempt();
        if (before == 0 || log.get(reading.workspaceId(), told.calledId(before)).isPresent()) {
            return List.of();
        }
        Call call = new Call(
                Outcome.LOST,
                List.of(),
                by.model().name(),
                null,
                question.hash(),
                question.mostItMayHaveTaken(),
                Duration.ZERO,
                "who asked was stopped meanwhile");
        return List.of(told.called(call, before, 0));
    }

    private long tokensLeft(Asked by, String workspaceId) {
        long allowed = by.settings().tokensPerDay();
        double said = settings.number(workspaceId, WorkspaceSetting.MODEL_TOKENS_PER_DAY)
                .orElse(allowed);
        Instant day = clock.instant().truncatedTo(ChronoUnit.DAYS);
        return Math.min(allowed, (long) said) - calls.tokensSince(workspaceId, FirstAccess.ASSISTANT, day);
    }

    private void suggest(Event event, CallEvents told, Call call, int attempt) {
        for (int i = 0; i < APPEND_TRIES; i++) {
            List<NewEvent> come = new ArrayList<>();
            List<Found> found = fresh(event, writings.made(event, call.suggestions()));
            come.add(told.called(call, attempt, found.size()));
            found.forEach(each -> come.addAll(each.all(new Account.OfModel(call, told.calledId(attempt)))));
            if (append(event.workspaceId(), come)) {
                return;
            }
        }
        throw overtaken(event);
    }

    private void fallBack(Event event, CallEvents told, List<NewEvent> before, String reason) {
        for (int i = 0; i < APPEND_TRIES; i++) {
            long began = System.nanoTime();
            List<NewEvent> come = new ArrayList<>(before);
            List<Found> found = fresh(event, writings.extracted(event));
            come.add(told.fellBack(reason, found.size()));
            found.forEach(
                    each -> come.addAll(each.all(new Account.OfRules(Duration.ofNanos(System.nanoTime() - began)))));
            if (append(event.workspaceId(), come)) {
                return;
            }
        }
        throw overtaken(event);
    }

    /**
     * Without those for which words were quoted that have led to a suggestion before: a model, and the rules after it, need not
     * take the same words for the same task.
     */
    private List<Found> fresh(Event event, List<Found> found) {
        if (found.isEmpty()) {
            return found;
        }
        String text = Writings.text(event);
        List<Pattern> before = suggestedWords.of(event.workspaceId(), event.subjectId(), FirstAccess.ASSISTANT).stream()
                .map(words -> Pattern.compile(Pattern.quote(words), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                .toList();
        return found.stream()
                .filter(each -> before.stream().noneMatch(words -> overlaps(each, words.matcher(text))))
                .toList();
    }

    private static boolean overlaps(Found found, Matcher words) {
        int start = found.suggestion().span().start();
        int end = found.suggestion().span().end();
        while (words.find()) {
            if (words.start() < end && start < words.end()) {
                return true;
            }
        }
        return false;
    }

    private static IllegalStateException overtaken(Event event) {
        return new IllegalStateException(
                "others suggested the same " + APPEND_TRIES + " times while " + event.id() + " was to be told of");
    }

    /** False where something of it is in the log already: somebody else has made the same suggestion, or has told of this. */
    private boolean append(String workspaceId, List<NewEvent> events) {
        if (events.isEmpty()) {
            return true;
        }
        return switch (log.append(AppendRequest.of(workspaceId, events))) {
            case AppendResult.Appended _ -> true;
            case AppendResult.DuplicateId duplicate ->
                duplicate.eventId().equals(events.getFirst().id());
            case AppendResult.VersionConflict _ -> false;
        };
    }
}
