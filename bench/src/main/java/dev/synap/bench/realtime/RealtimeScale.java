package dev.synap.bench.realtime;

import dev.synap.bench.run.Scale;
import java.time.Duration;

/**
 * How long and how large a run is.
 *
 * @param name as in {@code --quick}
 * @param warmUp of a new server, under the load that is measured
 * @param delivery how long messages are measured
 * @param settle until a server is quiet, and how long it is watched then
 * @param workspaces that are written to and listened to
 * @param usersInEach who listen to every one of the workspaces
 * @param idleUsers of whom each listens to a workspace of their own
 * @param idleSockets over all of these users
 */
public record RealtimeScale(
        String name,
        Duration warmUp,
        Duration delivery,
        Duration settle,
        int workspaces,
        int usersInEach,
        int idleUsers,
        int idleSockets)
        implements Scale {

    /** For numbers to quote. */
    public static RealtimeScale full() {
        return new RealtimeScale(
                "full", Duration.ofSeconds(40), Duration.ofMinutes(3), Duration.ofSeconds(30), 50, 10, 50, 5_000);
    }

    /** For a look in minutes: the same measures, shorter and over less. */
    public static RealtimeScale quick() {
        return new RealtimeScale(
                "quick", Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(10), 50, 10, 50, 1_000);
    }

    /** As short as can be, to see that all of it works; its numbers mean nothing. */
    static RealtimeScale tiny() {
        return new RealtimeScale(
                "tiny", Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofMillis(200), 3, 2, 2, 6);
    }
}
