package dev.synap.server.entity;

import dev.synap.core.json.JsonObject;

/** What became of a request. */
public sealed interface Outcome {

    /**
     * It is done.
     *
     * @param position where the log says so: a list that has come that far shows it
     * @param data what the log tells of it
     */
    record Validated(long position, JsonObject data) implements Outcome {}

    /**
     * It was refused.
     *
     * @param data the rule, the reason and the faults, as the log tells them
     */
    record Rejected(long position, JsonObject data) implements Outcome {}

    /**
     * It waits for a person.
     *
     * @param data the proposal's id, the rule and the reason, as the log tells them
     */
    record Proposed(long position, JsonObject data) implements Outcome {}

    /** Nothing yet. */
    record Open() implements Outcome {}
}
