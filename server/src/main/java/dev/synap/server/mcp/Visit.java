package dev.synap.server.mcp;

import dev.synap.server.security.Caller;
import io.modelcontextprotocol.common.McpTransportContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** One message of an agent: the request that it came with, and whose key that carried. */
record Visit(Caller caller, HttpServletRequest http) {

    private static final String NAME = "visit";

    /** The context of a request that was let in. */
    static McpTransportContext contextOf(HttpServletRequest request) {
        Authentication authentication =
                Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
        Caller caller = (Caller) Objects.requireNonNull(authentication.getPrincipal());
        return McpTransportContext.create(Map.of(NAME, new Visit(caller, request)));
    }

    static Visit in(McpTransportContext context) {
        return (Visit) context.get(NAME);
    }
}
