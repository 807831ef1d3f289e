package dev.synap.server.mcp;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes what the transport refuses as an error of JSON-RPC: as the exception that it is, it would show the stack. */
final class RefusalWriter extends ValueSerializer<McpError> {

    @Override
    public void serialize(McpError refusal, JsonGenerator json, SerializationContext context) {
        JSONRPCError error = refusal.getJsonRpcError();
        json.writeStartObject();
        json.writeStringProperty("jsonrpc", "2.0");
        json.writeNullProperty("id");
        json.writeObjectPropertyStart("error");
        json.writeNumberProperty("code", error.code());
        json.writeStringProperty("message", error.message());
        json.writeEndObject();
        json.writeEndObject();
    }
}
