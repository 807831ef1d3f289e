package dev.synap.bench.sample;

import dev.synap.core.event.Ids;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.JsonObject;
import java.util.SplittableRandom;

/**
 * The events of all measures: an edit of a note, with {@value #DATA_BYTES} bytes of data. Both sides are
 * given the same.
 *
 * <p>Thread-safe.
 */
public final class SampleEvents {

    public static final int DATA_BYTES = 300;
    public static final String TYPE = "note.content_updated";
    public static final String USER = "user_1";
    public static final String SOURCE = "web-app";
    public static final JsonObject METADATA =
            JsonObject.ofStored("{\"ip\":\"127.0.0.1\",\"userAgent\":\"synap-bench\"}");

    private static final int VARIANTS = 1_024;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz     ";
    private static final Ids IDS = Ids.random();

    private final JsonObject[] data = new JsonObject[VARIANTS];

    public SampleEvents() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < VARIANTS; i++) {
            data[i] = JsonObject.ofStored(text(random));
        }
    }

    /** A new id of an event. */
    public String nextId() {
        return IDS.next("evt");
    }

    /** The fields of a note. */
    public JsonObject data(SplittableRandom random) {
        return data[random.nextInt(VARIANTS)];
    }

    /** An event of a subject, with an id of its own. */
    public NewEvent next(String subjectId, SplittableRandom random) {
        return new NewEvent(nextId(), TYPE, subjectId, "note", data(random), METADATA, USER, SOURCE, null, null, null);
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder(DATA_BYTES).append("{\"title\":\"A note\",\"content\":\"");
        while (text.length() < DATA_BYTES - 2) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.append("\"}").toString();
    }
}
