package dev.synap.server.realtime;

import com.corundumstudio.socketio.AuthTokenListener;
import com.corundumstudio.socketio.AuthTokenResult;
import com.corundumstudio.socketio.SocketIOClient;
import dev.synap.core.error.SynapException;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemException;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.security.Caller;
import dev.synap.server.security.KeyCheck;
import dev.synap.server.security.KeyRing;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets clients in who show a key or a ticket, and tells the others why not: as a {@code connect_error}, whose data is
 * the problem.
 */
final class Handshakes implements AuthTokenListener {

    private static final Logger log = LoggerFactory.getLogger(Handshakes.class);

    private final KeyCheck keys;
    private final KeyRing keyRing;
    private final Tickets tickets;
    private final Visitors visitors;

    Handshakes(KeyCheck keys, KeyRing keyRing, Tickets tickets, Visitors visitors) {
        this.keys = keys;
        this.keyRing = keyRing;
        this.tickets = tickets;
        this.visitors = visitors;
    }

    @Override
    public AuthTokenResult getAuthTokenResult(Object auth, SocketIOClient client) {
        // Socket.IO would keep the key as long as the client is there.
        client.getHandshakeData().setAuthToken("");
        try {
            visitors.admit(client, caller(auth, client));
            return AuthTokenResult.AuthTokenResultSuccess;
        } catch (ProblemException refused) {
            return refusal(refused.problem());
        } catch (SynapException fault) {
            log.warn("a client cannot be let in: {}", fault.code());
            return refusal(Problem.of(ProblemType.STORE_UNAVAILABLE, "try again in a moment"));
        }
    }

    private Caller caller(Object auth, SocketIOClient client) {
        Map<?, ?> fields = auth instanceof Map<?, ?> map ? map : Map.of();
        String address = client.getHandshakeData().getAddress().getAddress().getHostAddress();
        if (fields.get("token") instanceof String key) {
            return keys.check(key, address);
        }
        if (fields.get("ticket") instanceof String ticket) {
            return tickets.redeem(ticket)
                    .filter(keyRing::isValid)
                    .orElseThrow(() -> Problem.of(
                                    ProblemType.UNAUTHORIZED,
                                    "the ticket is unknown, used or older than 30 s; get another one by"
                                            + " POST /api/v1/realtime/ticket")
                            .exception());
        }
        throw Problem.of(
                        ProblemType.UNAUTHORIZED,
                        "connect with auth {token: an API key}, or {ticket: from POST /api/v1/realtime/ticket}")
                .exception();
    }

    private static AuthTokenResult refusal(Problem problem) {
        return new AuthTokenResult(false, Map.of("message", problem.detail(), "data", ProblemBody.of(problem)));
    }
}
