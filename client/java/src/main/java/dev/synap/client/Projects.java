package dev.synap.client;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Projects. Thread-safe. */
public final class Projects extends EntityCollection<Project> {

    Projects(Writes writes) {
        super(writes, "projects", Project::from);
    }

    @Override
    public Projects with(UnaryOperator<WriteOptions> options) {
        return new Projects(writes().with(options));
    }

    @Override
    public Projects waiting() {
        return with(WriteOptions::andWait);
    }

    /** Makes a project: {@code create(p -> p.put("title", "The garden"))}. */
    public WriteResult<Project> create(Consumer<ObjectNode> fields) {
        return make("project", fields);
    }
}
