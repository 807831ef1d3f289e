package dev.synap.server.realtime;

import dev.synap.server.realtime.Tickets.Ticket;
import dev.synap.server.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Says where realtime is, and gives out tickets to connect with. */
@RestController
@RequestMapping(path = "/api/v1/realtime", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Realtime")
public final class TicketController {

    @Schema(name = "RealtimeTicket")
    record TicketReply(
            @Schema(description = "To connect with, as `auth: {ticket}`; good for one connection")
            String ticket,

            @Schema(description = "Where Socket.IO listens", example = "http://127.0.0.1:8081")
            String url,

            @Schema(example = "/socket.io") String path,
            Instant expiresAt) {}

    private final Tickets tickets;
    private final RealtimeServer server;

    TicketController(Tickets tickets, RealtimeServer server) {
        this.tickets = tickets;
        this.server = server;
    }

    @PostMapping("/ticket")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Get a ticket for realtime",
            description = "It stands for the credential of this request for 30 s and one connection to this node, so"
                    + " that a page need not hold a key.")
    TicketReply create(Caller caller, HttpServletRequest request) {
        Ticket ticket = tickets.issue(caller);
        String url = request.getScheme() + "://" + request.getServerName() + ":" + server.port();
        return new TicketReply(ticket.text(), url, RealtimeServer.PATH, ticket.expiresAt());
    }
}
