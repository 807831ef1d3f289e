package dev.synap.client;

import dev.synap.core.log.AsOf;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The way to one workspace of a server. Thread-safe. */
final class Connection {

    private final Transport transport;
    private final String workspace;
    private final AtomicLong written = new AtomicLong();
    private volatile boolean workspaceSeen;

    Connection(Transport transport, String workspace) {
        this.transport = transport;
        this.workspace = workspace;
    }

    Transport transport() {
        return transport;
    }

    String workspace() {
        return workspace;
    }

    Backoff backoff() {
        return transport.backoff();
    }

    /** A path below the workspace. */
    Target target(String... segments) {
        return Target.api(Stream.concat(Stream.of("workspaces", workspace), Arrays.stream(segments))
                .toArray(String[]::new));
    }

    /** Remembers that a write is done up to this position. */
    void wrote(long position) {
        written.accumulateAndGet(position, Math::max);
    }

    /** What lists must show at least, so that a client reads its own writes; 0 before the first. */
    long written() {
        return written.get();
    }

    Answer send(Call call) {
        Answer answer = transport.send(call);
        if (answer.ok()) {
            workspaceSeen = true;
        }
        return answer;
    }

    /**
     * Asks for something that need not be there. A workspace that is not there is another matter: it would
     * look like one where nothing ever happened.
     */
    Optional<Answer> find(Target target) {
        Answer answer = send(Call.get(target.toString()));
        if (!answer.is(Answer.NOT_FOUND)) {
            return Optional.of(answer);
        }
        if (!workspaceSeen) {
            Answer seen = send(Call.get(target().toString()));
            if (!seen.ok()) {
                throw seen.failure();
            }
        }
        return Optional.empty();
    }

    /** An answer that is read as it comes; to be closed. The request is sent once. */
    InputStream download(Target target) {
        return transport.download(Call.get(target.toString()));
    }

    EventFeed feed(long afterPosition, boolean follow, Duration longestSilence) {
        return new EventFeed(transport, workspace, afterPosition, follow, longestSilence);
    }

    static void addAsOf(Target target, AsOf asOf) {
        switch (asOf) {
            case AsOf.Latest _ -> {}
            case AsOf.Time time -> target.with("asOf", time.instant());
            case AsOf.Position position -> target.with("position", position.position());
            case AsOf.Version version -> target.with("version", version.version());
        }
    }
}
