package dev.synap.client;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Notes. Thread-safe. */
public final class Notes extends EntityCollection<Note> {

    Notes(Writes writes) {
        super(writes, "notes", Note::from);
    }

    @Override
    public Notes with(UnaryOperator<WriteOptions> options) {
        return new Notes(writes().with(options));
    }

    @Override
    public Notes waiting() {
        return with(WriteOptions::andWait);
    }

    /** Makes a note: {@code create(n -> n.put("title", "Plan").put("content", "First, …"))}. */
    public WriteResult<Note> create(Consumer<ObjectNode> fields) {
        return make("note", fields);
    }

    /** Adds an action item: a task that belongs to the note. */
    public WriteResult<Task> addTask(String noteId, String title) {
        return addTask(noteId, task -> task.put("title", title));
    }

    /** Adds an action item: a task that belongs to the note. */
    public WriteResult<Task> addTask(String noteId, Consumer<ObjectNode> fields) {
        return writes().create(List.of("notes", noteId, "tasks"), "task", fields(fields), Task::from);
    }
}
