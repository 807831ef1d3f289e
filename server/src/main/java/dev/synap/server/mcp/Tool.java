package dev.synap.server.mcp;

import dev.synap.core.json.Json;
import dev.synap.store.access.Scope;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One tool.
 *
 * @param effect what calling it can do, as clients are told
 */
record Tool(String name, String title, String description, Effect effect, InputSchema input, Action action) {

    /** What a tool does. */
    interface Action {
        /** @param arguments the caller's own copy; the action may take them out */
        Answer run(Visit visit, ObjectNode arguments);
    }

    /** What calling a tool can do. Each change can be taken back; clients are warned of what is not an addition. */
    enum Effect {
        READS(Scope.READ, true, false, true),
        /** Called twice, it does nothing more. */
        SETS(Scope.WRITE, false, true, true),
        ADDS(Scope.WRITE, false, false, false),
        /** It may only look, for which a key that reads is enough. */
        TAKES_BACK(Scope.READ, false, true, false);

        private final Scope scope;
        private final boolean readOnly;
        private final boolean destructive;
        private final boolean idempotent;

        Effect(Scope scope, boolean readOnly, boolean destructive, boolean idempotent) {
            this.scope = scope;
            this.readOnly = readOnly;
            this.destructive = destructive;
            this.idempotent = idempotent;
        }
    }

    SyncToolSpecification specification() {
        McpSchema.Tool described = McpSchema.Tool.builder()
                .name(name)
                .title(title)
                .description(description)
                .inputSchema(input.toMap())
                .annotations(McpSchema.ToolAnnotations.builder()
                        .title(title)
                        .readOnlyHint(effect.readOnly)
                        .destructiveHint(effect.destructive)
                        .idempotentHint(effect.idempotent)
                        .openWorldHint(false)
                        .build())
                .build();
        return new SyncToolSpecification(described, (context, request) -> call(Visit.in(context), request.arguments()));
    }

    private CallToolResult call(Visit visit, @Nullable Map<String, Object> arguments) {
        try {
            visit.caller().need(effect.scope);
            ObjectNode given =
                    arguments == null ? Json.newObject() : Json.mapper().valueToTree(arguments);
            return action.run(visit, given).result();
        } catch (RuntimeException e) {
            return Faults.result(Faults.problem(name, e));
        }
    }
}
