package dev.synap.server.realtime;

import dev.synap.server.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/** Problems as clients get them here: like those of HTTP, without the path that HTTP names. */
final class ProblemBody {

    private ProblemBody() {}

    static Map<String, Object> of(Problem problem) {
        Map<String, Object> body = new LinkedHashMap<>(problem.toJson(""));
        body.remove("instance");
        return body;
    }
}
