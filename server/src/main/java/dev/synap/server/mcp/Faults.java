package dev.synap.server.mcp;

import dev.synap.core.error.SynapException;
import dev.synap.core.json.Json;
import dev.synap.server.json.WireJson;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemAdvice;
import dev.synap.server.problem.ProblemException;
import dev.synap.server.problem.Problems;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong, in words that a model can act on. */
final class Faults {

    private static final Logger log = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    /** The same problems as over HTTP. */
    static Problem problem(String what, RuntimeException e) {
        return switch (e) {
            case ProblemException known -> known.problem();
            case SynapException fault -> ProblemAdvice.ofFault(fault);
            default -> {
                log.error("the MCP call {} failed", what, e);
                yield Problems.internal();
            }
        };
    }

    /** An error of the tool, not of the protocol: the model reads it and may do better. */
    static CallToolResult result(Problem problem) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("error", problem.type().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        content.put("detail", problem.detail());
        content.put("retryable", problem.type().retryable());
        content.putAll(problem.members());
        return CallToolResult.builder()
                .addTextContent(problem.detail())
                .structuredContent(Json.readObject(WireJson.mapper().writeValueAsString(content)))
                .isError(true)
                .build();
    }
}
