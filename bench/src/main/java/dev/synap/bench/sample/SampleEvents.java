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

    private static final String BEGIN = "{\"title\":\"A note\",\"content\":\"";
    private static final String END = "\"}";
    private static final int VARIANTS = 1_024;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz     ";
    private static final Ids IDS = Ids.random();

    private final String[] contents = new String[VARIANTS];
    private final JsonObject[] data = new JsonObject[VARIANTS];

    public SampleEvents() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < VARIANTS; i++) {
            contents[i] = text(random);
            data[i] = JsonObject.ofStored(BEGIN + contents[i] + END);
        }
    }

    /** A new id of an event. */
    public String nextId() {
        return IDS.next("evt");
    }

    /** The content of a note: letters and spaces. */
    public String content(SplittableRandom random) {
        return contents[random.nextInt(VARIANTS)];
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
        int length = DATA_BYTES - BEGIN.length() - END.length();
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
