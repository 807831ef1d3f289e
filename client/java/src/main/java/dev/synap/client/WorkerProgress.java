package dev.synap.client;

import tools.jackson.databind.node.ObjectNode;

/**
 * How far a worker has come in a workspace.
 *
 * @param name such as {@code writes}, which decides and executes requests, or {@code projections}, which keeps the lists
 * @param position up to where it has handled the log
 * @param behind how many events it is behind the log's end
 */
public record WorkerProgress(String name, long position, long behind) {

    static WorkerProgress from(ObjectNode json) {
        return new WorkerProgress(Wire.text(json, "name"), Wire.number(json, "position"), Wire.number(json, "behind"));
    }
}
