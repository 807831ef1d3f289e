package dev.synap.client;

import dev.synap.core.json.Json;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Tasks. Thread-safe. */
public final class Tasks extends EntityCollection<Task> {

    Tasks(Writes writes) {
        super(writes, "tasks", Task::from);
    }

    @Override
    public Tasks with(UnaryOperator<WriteOptions> options) {
        return new Tasks(writes().with(options));
    }

    @Override
    public Tasks waiting() {
        return with(WriteOptions::andWait);
    }

    /** Makes a task: {@code create(t -> t.put("title", "Call Marie").put("dueDate", "2024-12-20"))}. */
    public WriteResult<Task> create(Consumer<ObjectNode> fields) {
        return make("task", fields);
    }

    /** Marks it as done. */
    public WriteResult<Task> complete(String id) {
        return writes().send("POST", List.of("tasks", id, "complete"), Json.newObject(), Task::from);
    }

    public WriteResult<Task> reopen(String id) {
        return writes().send("POST", List.of("tasks", id, "reopen"), Json.newObject(), Task::from);
    }
}
