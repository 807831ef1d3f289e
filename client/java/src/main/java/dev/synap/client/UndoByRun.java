package dev.synap.client;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to take back what a user did, which the server carries out slice by slice, also while nobody waits.
 *
 * <p>Thread-safe.
 */
public final class UndoByRun {

    private static final Duration LOOKS_EVERY = Duration.ofMillis(100);

    private final Connection connection;
    private final String requestId;

    UndoByRun(Connection connection, String requestId) {
        this.connection = connection;
        this.requestId = requestId;
    }

    /**
     * How far it has come.
     *
     * @param status {@code requested}, {@code running}, {@code validated} or {@code rejected}
     * @param done subjects that it has come past
     * @param total subjects that it will reach
     * @param written subjects that it has written to
     * @param superseded fields that somebody wrote later
     * @param left subjects on which something of the user's stays
     * @param rule the rule that has rejected it, such as {@code undo.stale}; null for none
     * @param reason why it was rejected; null when it was not
     */
    public record Progress(
            String status,
            long done,
            long total,
            long written,
            long superseded,
            long left,
            @Nullable String rule,
            @Nullable String reason) {

        /** Whether nothing more will come. */
        public boolean ended() {
            return status.equals("validated") || status.equals("rejected");
        }

        static Progress from(ObjectNode json) {
            return new Progress(
                    Wire.text(json, "status"),
                    Wire.number(json, "done"),
                    Wire.number(json, "total"),
                    Wire.number(json, "written"),
                    Wire.number(json, "superseded"),
                    Wire.number(json, "left"),
                    Wire.optionalText(json, "rule"),
                    Wire.optionalText(json, "reason"));
        }
    }

    public String requestId() {
        return requestId;
    }

    /** How far it has come now. */
    public Progress progress() {
        Target target = connection.target("history", "undo-by", requestId);
        return connection.send(Call.get(target.toString())).read(Progress::from);
    }

    /** Waits for its end, as long as that takes. */
    public Progress await() throws InterruptedException {
        return await(progress -> {});
    }

    /**
     * The same.
     *
     * @param watcher is told how far it has come, every now and then
     */
    public Progress await(Consumer<Progress> watcher) throws InterruptedException {
        while (true) {
            Progress progress = progress();
            watcher.accept(progress);
            if (progress.ended()) {
                return progress;
            }
            Thread.sleep(LOOKS_EVERY);
        }
    }
}
