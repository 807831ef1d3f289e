package dev.synap.cli.demo;

import dev.synap.cli.connection.CliException;
import dev.synap.cli.connection.Writing;
import dev.synap.client.Proposal;
import dev.synap.client.Requested;
import dev.synap.client.Synap;
import dev.synap.client.WriteOptions;
import dev.synap.client.WriteResult;
import dev.synap.client.WriteResult.Proposed;
import dev.synap.client.WriteResult.Rejected;
import dev.synap.client.WriteResult.Validated;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import dev.synap.core.write.ReasoningTrace;
import dev.synap.core.write.ReasoningTrace.Outcome;
import dev.synap.core.write.ReasoningTrace.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an agent suggests, each time saying why: one that waits, one that was accepted, one that was rejected, and one that
 * the world has moved on from. All that is written has fixed ids, so that telling it again changes nothing.
 *
 * @param assistant the workspace, as the agent
 */
record Suggestions(Instant began, Synap assistant, Synap alice, Synap bob, Synap charlie) {

    static final String CALL_MARIE = "task_call_marie";
    static final String SAMPLE_BAGS = "task_sample_bags";

    private static final String AGENT = "orchestrator";

    /** Out of a note that says no more than "Call Marie tomorrow". */
    void waiting() {
        String tomorrow = Work.day(began, 1);
        ObjectNode task = Json.newObject().put("title", "Call Marie").put("dueDate", tomorrow);
        ReasoningTrace why = new ReasoningTrace(
                AGENT,
                null,
                List.of(
                        new Step("User mentioned calling Marie tomorrow", "Extract task entity", 0.95),
                        new Step("Task has temporal constraint (tomorrow)", "Set due date to " + tomorrow, 0.98)),
                new Outcome("create_task", JsonObject.of(task)),
                1523L);
        proposed(assistant
                .tasks()
                .with(suggestion("call_marie", why, Past.id(Notebook.CALL_MARIE, 1)))
                .create(t -> t.setAll(task).put("id", CALL_MARIE).put("noteId", Notebook.CALL_MARIE)));
    }

    /** Out of an action item in the minutes of a meeting. */
    void accepted() {
        ReasoningTrace why = new ReasoningTrace(
                AGENT,
                null,
                List.of(
                        new Step("The minutes list an action item without a task", "Extract task entity", 0.91),
                        new Step("The item names Charlie and the bags", "Relate it to the spring launch", 0.84)),
                new Outcome("create_task", JsonObject.of(Json.newObject().put("title", "Order sample bags"))),
                1180L);
        WriteResult<?> suggested = assistant
                .tasks()
                .with(suggestion("sample_bags", why, Past.id(TeamMeeting.NOTE, 2)))
                .create(t -> t.put("id", SAMPLE_BAGS)
                        .put("title", "Order sample bags")
                        .put("noteId", TeamMeeting.NOTE)
                        .put("projectId", Work.LAUNCH));
        waitingFor(alice, suggested)
                .ifPresent(proposal -> Writing.done(
                        alice.proposals().with(decision("sample_bags")).accept(proposal)));
    }

    void rejected() {
        ReasoningTrace why = new ReasoningTrace(
                AGENT,
                null,
                List.of(new Step("The note holds a plan, and its title says \"ideas\"", "Find a title", 0.58)),
                new Outcome("rename_note", null),
                640L);
        WriteResult<?> suggested = assistant
                .notes()
                .with(suggestion("poster_title", why, Past.id(Notebook.POSTER, 1)))
                .update(Notebook.POSTER, note -> note.put("title", "Poster Strategy"));
        waitingFor(bob, suggested)
                .ifPresent(proposal -> Writing.done(bob.proposals()
                        .with(decision("poster_title"))
                        .reject(proposal, "Everybody looks for it under ideas, and ideas they are.")));
    }

    /** Charlie writes into the note before Alice accepts what she saw. */
    void stale() {
        ReasoningTrace why = new ReasoningTrace(
                AGENT,
                null,
                List.of(new Step("The list is in no order", "Sort it by name", 0.88)),
                new Outcome("edit_note", null),
                410L);
        WriteResult<?> suggested = assistant
                .notes()
                .with(suggestion("press_order", why, Past.id(Notebook.PRESS, 1)))
                .update(Notebook.PRESS, note -> note.put("content", sorted(Notebook.PRESS_LIST)));
        Optional<Proposal> seen = waitingFor(alice, suggested)
                .filter(proposal -> !proposal.fields().toNode().has("staleVersion"));
        if (seen.isEmpty()) {
            return;
        }
        Writing.done(charlie.notes()
                .with(w -> w.eventId("evt_press_edited")
                        .source(Person.CHARLIE.source())
                        .andWait())
                .update(
                        Notebook.PRESS,
                        note -> note.put("content", Notebook.PRESS_LIST + "- Coffee & Quay, monthly\n")));
        WriteResult<Proposal> decided =
                alice.proposals().with(decision("press_order")).accept(seen.get());
        if (!(decided instanceof Rejected)) {
            throw CliException.failed(
                    "%s was to go stale, but became %s".formatted(seen.get().id(), decided));
        }
    }

    private static String sorted(String lines) {
        return String.join("\n", lines.lines().sorted().toList()) + "\n";
    }

    /** The proposal that came of a suggestion, where nobody has decided it yet. */
    private static Optional<Proposal> waitingFor(Synap reviewer, WriteResult<?> suggested) {
        return proposed(suggested)
                .flatMap(proposed ->
                        reviewer
                                .proposals()
                                .list(q -> q.subject(proposed.subjectId()).minPosition(proposed.position()))
                                .stream()
                                .filter(proposal -> proposal.id().equals(proposed.proposalId()) && proposal.isWaiting())
                                .findFirst());
    }

    /** Empty where the suggestion was made before, and is decided. */
    private static Optional<Proposed<?>> proposed(WriteResult<?> suggested) {
        return switch (suggested) {
            case Proposed<?> proposed -> Optional.of(proposed);
            case Validated<?> _, Rejected<?> _ -> Optional.empty();
            case Requested<?> requested ->
                throw CliException.failed("The server has not come to %s yet; run the demo again to go on"
                        .formatted(requested.subjectId()));
        };
    }

    private static UnaryOperator<WriteOptions> suggestion(String name, ReasoningTrace why, String cause) {
        return w -> w.eventId("evt_suggest_" + name)
                .causation(cause)
                .source("ai-agent")
                .ai(why)
                .andWait();
    }

    private static UnaryOperator<WriteOptions> decision(String name) {
        return w -> w.eventId("evt_decide_" + name).source("web-app").andWait();
    }
}
