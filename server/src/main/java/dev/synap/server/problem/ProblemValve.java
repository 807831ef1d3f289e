package dev.synap.server.problem;

import dev.synap.core.json.Json;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Answers what Tomcat refuses before any servlet is asked, in place of its HTML page. */
public final class ProblemValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = Problems.ofStatus(status, request);
        try {
            response.setStatus(problem.type().status());
            response.setContentType(ProblemWriter.MEDIA_TYPE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            Writer writer = response.getReporter();
            if (writer != null) {
                String path = request.getRequestURI() == null ? "" : request.getRequestURI();
                writer.write(Json.mapper().writeValueAsString(problem.toJson(path)));
                response.finishResponse();
            }
        } catch (IOException e) {
            container.getLogger().debug("the client went away before its answer", e);
        }
    }
}
