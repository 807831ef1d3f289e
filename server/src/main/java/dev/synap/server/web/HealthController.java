package dev.synap.server.web;

import dev.synap.core.log.EventLog;
import dev.synap.server.problem.Problem;
import dev.synap.server.problem.ProblemType;
import dev.synap.store.access.FirstAccess;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells load balancers and people whether this node can work: whether its database answers. */
@RestController
@Tag(name = "Server")
public final class HealthController {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(1);

    @Schema(name = "Health")
    record Health(@Schema(allowableValues = "up") String status, String version) {}

    private record Check(CompletableFuture<Void> done, long atNanos) {}

    private final EventLog log;
    private final Object latestLock = new Object();
    private Check latest = new Check(CompletableFuture.completedFuture(null), System.nanoTime() - FRESH.toNanos());

    public HealthController(EventLog log) {
        this.log = log;
    }

    @GetMapping("/health")
    @SecurityRequirements
    @Operation(summary = "Is it ready", description = "200 when requests can be served, 503 when not. Needs no key.")
    Health health() {
        try {
            check().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            throw Problem.of(ProblemType.STORE_UNAVAILABLE, "the database does not answer")
                    .with("health", "down")
                    .exception();
        }
        String version = HealthController.class.getPackage().getImplementationVersion();
        return new Health("up", version == null ? "development" : version);
    }

    /** One question to the database at a time and a second, however often this node is asked. */
    private CompletableFuture<Void> check() {
        synchronized (latestLock) {
            boolean running = !latest.done.isDone();
            if (!running && System.nanoTime() - latest.atNanos >= FRESH.toNanos()) {
                latest = new Check(new CompletableFuture<>(), System.nanoTime());
                CompletableFuture<Void> done = latest.done;
                Thread.startVirtualThread(() -> ask(done));
            }
            return latest.done.copy();
        }
    }

    private void ask(CompletableFuture<Void> done) {
        try {
            log.position(FirstAccess.WORKSPACE);
            done.complete(null);
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }
}
