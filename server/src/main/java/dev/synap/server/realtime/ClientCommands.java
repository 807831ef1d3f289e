package dev.synap.server.realtime;

import com.corundumstudio.socketio.AckRequest;
import com.corundumstudio.socketio.SocketIOServer;
import dev.synap.core.error.InvalidInputException;
import dev.synap.core.error.SynapException;
import dev.synap.core.event.Ids;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemException;
import dev.synap.server.problem.ProblemType;
import dev.synap.server.problem.Problems;
import dev.synap.server.realtime.WorkspaceRoom.Beginning;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What clients ask for: to join, to leave, and to show where they are. Each is answered, if the client wants that. */
final class ClientCommands {

    private static final Logger log = LoggerFactory.getLogger(ClientCommands.class);
    private static final int MAX_PLACES = 50;
    private static final String GONE = "gone";
    private static final Set<String> STATES = Set.of("viewing", "editing", GONE);

    private interface Command {
        void run(Visitor visitor, Fields fields, AckRequest answer);
    }

    private final Visitors visitors;
    private final WorkspaceRooms rooms;
    private final Admittance admittance;

    ClientCommands(Visitors visitors, WorkspaceRooms rooms, Admittance admittance) {
        this.visitors = visitors;
        this.rooms = rooms;
        this.admittance = admittance;
    }

    void listen(SocketIOServer server) {
        listen(server, "join", this::join);
        listen(server, "leave", this::leave);
        listen(server, "presence", this::presence);
    }

    private void listen(SocketIOServer server, String event, Command command) {
        server.addEventListener(event, Object.class, (client, data, answer) -> {
            Visitor visitor = visitors.find(client.getSessionId());
            if (visitor != null) {
                visitor.inTurn(() -> answer(answer, () -> command.run(visitor, Fields.of(data), answer)));
            }
        });
    }

    private void join(Visitor visitor, Fields fields, AckRequest answer) {
        Place place = place(fields);
        Long after = fields.position("after");
        admittance.check(visitor.caller(), place);
        visitor.seat(place).ifPresent(old -> rooms.leave(old, null));
        Seat seat = new Seat(visitor, place);
        if (!visitor.take(seat, MAX_PLACES)) {
            throw Problem.of(
                            ProblemType.OVERLOADED,
                            "a connection may join " + MAX_PLACES + " workspaces and subjects; leave one first")
                    .exception();
        }
        try {
            rooms.enter(seat, after, beginning -> answer.sendAckData(joined(beginning)));
        } catch (RuntimeException e) {
            visitor.giveUp(seat);
            rooms.leave(seat, "joining failed; join again");
            throw e;
        }
        if (!visitor.has(seat)) {
            rooms.leave(seat, null);
            return;
        }
        tellWhoIsThere(seat);
    }

    private void leave(Visitor visitor, Fields fields, AckRequest answer) {
        visitor.seat(place(fields)).ifPresent(seat -> rooms.leave(seat, null));
        answer.sendAckData(Map.of("ok", true));
    }

    private void presence(Visitor visitor, Fields fields, AckRequest answer) {
        String workspaceId = fields.id("workspaceId");
        String subjectId = fields.id("subjectId");
        String state = fields.oneOf("state", STATES);
        Seat seat = visitor.seat(Place.workspace(workspaceId))
                .or(() -> visitor.seat(Place.subject(workspaceId, subjectId)))
                .orElseThrow(() -> Problem.of(
                                ProblemType.BAD_REQUEST, "join " + workspaceId + " or this subject of it first")
                        .exception());
        WorkspaceRoom room = rooms.of(seat);
        if (room == null) {
            throw Problems.noSuchWorkspace(workspaceId).exception();
        }
        if (state.equals(GONE)) {
            room.presences().clear(seat, subjectId);
        } else if (!room.presences().set(seat, subjectId, state)) {
            throw Problem.of(
                            ProblemType.OVERLOADED,
                            "a client may be at " + Presences.MAX_SUBJECTS_OF_A_SEAT
                                    + " subjects of a workspace; leave one by state gone")
                    .exception();
        }
        if (!room.has(seat)) {
            room.presences().clear(seat, subjectId);
        }
        answer.sendAckData(Map.of("ok", true));
    }

    private void tellWhoIsThere(Seat seat) {
        WorkspaceRoom room = rooms.of(seat);
        if (room != null) {
            String workspaceId = seat.place().workspaceId();
            room.presences().subjects().stream()
                    .filter(subjectId -> seat.place().shows(subjectId))
                    .forEach(subjectId -> seat.visitor().send(room.presences().message(workspaceId, subjectId)));
        }
    }

    private static Place place(Fields fields) {
        String workspaceId = fields.id("workspaceId");
        if (fields.has("subjectId")) {
            return Place.subject(workspaceId, fields.id("subjectId"));
        }
        return fields.has("userId") ? Place.user(workspaceId, fields.id("userId")) : Place.workspace(workspaceId);
    }

    private static Map<String, Object> joined(Beginning beginning) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", true);
        answer.put("position", beginning.position());
        if (beginning.reload()) {
            answer.put("reload", true);
        } else {
            answer.put("missed", beginning.missed());
        }
        return answer;
    }

    private static void answer(AckRequest answer, Runnable command) {
        Problem problem;
        try {
            command.run();
            return;
        } catch (ProblemException refused) {
            problem = refused.problem();
        } catch (InvalidInputException invalid) {
            problem = Problems.invalid(invalid);
        } catch (SynapException fault) {
            log.warn("a client's request failed: {}", fault.code());
            problem = Problem.of(ProblemType.STORE_UNAVAILABLE, "try again in a moment");
        } catch (RuntimeException e) {
            log.error("a client's request failed", e);
            problem = Problems.internal();
        }
        answer.sendAckData(Map.of("ok", false, "problem", ProblemBody.of(problem)));
    }

    /** The fields of what a client sent. */
    private record Fields(Map<?, ?> values) {

        static Fields of(@Nullable Object data) {
            if (data instanceof Map<?, ?> values) {
                return new Fields(values);
            }
            throw new InvalidInputException("", "must be an object");
        }

        boolean has(String name) {
            return values.get(name) != null;
        }

        String id(String name) {
            return Ids.check(name, text(name));
        }

        String oneOf(String name, Set<String> words) {
            String text = text(name);
            if (!words.contains(text)) {
                throw new InvalidInputException(
                        name,
                        "must be one of "
                                + String.join(", ", words.stream().sorted().toList()));
            }
            return text;
        }

        @Nullable
        Long position(String name) {
            Object value = values.get(name);
            return switch (value) {
                case null -> null;
                case Integer number when number >= 0 -> number.longValue();
                case Long number when number >= 0 -> number;
                default -> throw new InvalidInputException(name, "must be a position: a whole number from 0");
            };
        }

        private String text(String name) {
            return Optional.ofNullable(values.get(name))
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .orElseThrow(() -> new InvalidInputException(name, "must be a string"));
        }
    }
}
