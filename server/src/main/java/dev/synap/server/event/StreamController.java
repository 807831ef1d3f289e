package dev.synap.server.event;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Event;
import dev.synap.core.log.EventLog;
import dev.synap.server.security.Needs;
import dev.synap.server.security.WorkspaceCall;
import dev.synap.store.access.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Iterator;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Hands out the log as a stream of lines, in constant memory. */
@RestController
@RequestMapping("/api/v1/workspaces/{w}")
@Tag(name = "Events")
public final class StreamController {

    private static final String NDJSON = "application/x-ndjson";

    private final EventLog log;
    private final Followers followers;

    public StreamController(EventLog log, Followers followers) {
        this.log = log;
        this.followers = followers;
    }

    @GetMapping("/events.ndjson")
    @Operation(
            summary = "Stream all events",
            description =
                    "One event a line, oldest first. With `follow=true` the stream stays open and goes on with new"
                            + " events as they come, without gap or repeat; an empty line every 15 s says that it is alive. To"
                            + " go on after a break, ask for `after` the last position that was read.")
    @ApiResponse(
            responseCode = "200",
            description = "Events, one a line",
            content = @Content(mediaType = NDJSON, schema = @Schema(implementation = Event.class)))
    void stream(
            @Needs(Scope.READ) WorkspaceCall call,
            @Parameter(description = "Begin behind this position") @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "false") boolean follow,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (after < 0) {
            throw new InvalidInputException("after", "must be 0 or more, but is " + after);
        }
        if (follow) {
            followers.follow(call, after, request, () -> lines(response));
        } else {
            replay(call.workspaceId(), after, response);
        }
    }

    private void replay(String workspaceId, long after, HttpServletResponse response) throws IOException {
        try (Stream<Event> events = log.stream(workspaceId, after)) {
            Iterator<Event> iterator = events.iterator();
            // Asked before the first line, so that a fault of the store is still answered as a problem.
            boolean more = iterator.hasNext();
            EventLines lines = lines(response);
            while (more) {
                lines.write(iterator.next());
                more = iterator.hasNext();
            }
            lines.flush();
        }
    }

    private static EventLines lines(HttpServletResponse response) throws IOException {
        response.setContentType(NDJSON);
        response.setHeader("X-Accel-Buffering", "no");
        return new EventLines(response.getOutputStream());
    }
}
