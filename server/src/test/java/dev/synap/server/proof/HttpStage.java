package dev.synap.server.proof;

import dev.synap.server.proof.Verdict.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A workspace of its own on a real server with a real database, asked by HTTP and looked into by JDBC. */
final class HttpStage implements Stage {

    private static final long PATIENCE_NANOS = Duration.ofSeconds(20).toNanos();
    private static final AtomicInteger WORKSPACES = new AtomicInteger();

    private final TestHouse house;
    private final String workspace;
    private final Set<String> open = new HashSet<>();
    private long position;

    HttpStage(TestHouse house) {
        this.house = house;
        this.workspace = "ws_" + WORKSPACES.incrementAndGet();
        house.ask(Player.OWNER, Call.post("/workspaces", Map.of("workspaceId", workspace, "name", workspace)))
                .expect(201);
    }

    @Override
    public boolean send(Request request) {
        Call call = request.wish().call(workspace, request.id(), request.member(), request.waits());
        long deadline = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        while (true) {
            Call.Answer answer = house.ask(request.player(), call);
            if (answer.body().get("requestId") != null) {
                check(request, answer);
                open.add(request.id());
                return true;
            }
            if (mayBeRefused(request.verdict()) && (answer.status() == 404 || answer.status() == 403)) {
                return false;
            }
            // Who has just been let in may have to knock again: nodes believe an old admission for a second.
            if (answer.status() != 404 || System.nanoTime() > deadline) {
                throw new AssertionError("%s %s was answered %d %s, and should be %s"
                        .formatted(
                                request.player(), request.wish(), answer.status(), answer.body(), request.verdict()));
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Override
    public List<LoggedEvent> settle() {
        List<LoggedEvent> events = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            List<LoggedEvent> more = read(position);
            for (LoggedEvent event : more) {
                position = event.position();
                events.add(event);
                if (event.ofFlow() && !event.lastWord().equals("approved")) {
                    open.remove(String.valueOf(event.text("requestId")));
                }
            }
            if (open.isEmpty() || System.nanoTime() > deadline) {
                return events;
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public boolean showsProposalsToGuests() {
        return false;
    }

    @Override
    public List<String> wronglyShown(List<LoggedEvent> log) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            List<String> broken = shown(log);
            if (broken.isEmpty() || System.nanoTime() > deadline) {
                return broken;
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static void check(Request request, Call.Answer answer) {
        Verdict verdict = request.verdict();
        // Who has waited for ten seconds in vain, on a machine that is busy, is told no more than who did not wait.
        boolean untold = answer.status() == 202 && answer.text("status").equals("requested");
        boolean fits = untold || (request.waits() && fits(verdict, answer));
        if (!fits) {
            throw new AssertionError("%s %s was told %d %s, and should be %s"
                    .formatted(request.player(), request.wish(), answer.status(), answer.body(), verdict));
        }
    }

    private static boolean fits(Verdict verdict, Call.Answer answer) {
        return switch (verdict.end()) {
            case VALIDATED -> answer.status() == 200 || answer.status() == 201;
            case PROPOSED -> answer.status() == 202 && answer.text("status").equals("proposed");
            case REJECTED -> verdict.kinds().stream().anyMatch(kind -> answer.status() == status(kind));
        };
    }

    private static int status(Kind kind) {
        return switch (kind) {
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case INVALID -> 422;
        };
    }

    private static boolean mayBeRefused(Verdict verdict) {
        return verdict.kinds().contains(Kind.FORBIDDEN) || verdict.kinds().contains(Kind.NOT_FOUND);
    }

    private List<LoggedEvent> read(long after) {
        try {
            return EventTable.read(house.connection(), workspace, after);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> shown(List<LoggedEvent> log) {
        try {
            return ProjectionCheck.check(log, ProjectionTables.all(house.connection(), workspace));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
