package dev.synap.server.mcp;

import dev.synap.core.json.Json;
import dev.synap.server.json.WireJson;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a tool answers.
 *
 * @param text one sentence that says what it comes to
 * @param content the whole of it
 */
record Answer(String text, ObjectNode content) {

    static Answer of(String text, Object reply) {
        return new Answer(text, Json.readObject(WireJson.mapper().writeValueAsString(reply)));
    }

    /** With the content as text too, for clients that show models nothing else. */
    CallToolResult result() {
        ObjectNode fitted = Fitting.whole(content);
        return CallToolResult.builder()
                .addTextContent(text)
                .addTextContent(Json.write(fitted))
                .structuredContent(fitted)
                .isError(false)
                .build();
    }
}
