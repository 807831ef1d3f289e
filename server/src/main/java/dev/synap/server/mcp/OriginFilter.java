package dev.synap.server.mcp;

import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.problem.ProblemWriter;
import dev.synap.server.realtime.Origins;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Refuses what a browser sends from pages that are not this server's, even where it found a key. */
final class OriginFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient Origins origins;

    OriginFilter(Origins origins) {
        this.origins = origins;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = request.getHeader("Origin");
        if (origins.allowUnrebound(origin, request.getHeader("Host"))) {
            chain.doFilter(request, response);
            return;
        }
        ProblemWriter.write(
                request,
                response,
                Problem.of(
                        ProblemType.FORBIDDEN,
                        "pages of " + origin + " may not connect; name it in SYNAP_ORIGINS to let them"));
    }
}
