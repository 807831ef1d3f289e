package dev.synap.cli.git;

import dev.synap.core.fold.State;
import dev.synap.core.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How far an import has come: what the state of its subject in the log says.
 *
 * @param commits how many commits are imported whole, from the first on
 * @param commit the last of them; null before the first
 * @param notes how many notes there were as of that commit
 * @param fingerprint of the notes as of that commit
 * @param partial the commit after it, where a part of its events is stored
 */
record ImportPoint(
        int commits,
        @Nullable String commit,
        int notes,
        String fingerprint,
        @Nullable Partial partial) {

    static final ImportPoint START = new ImportPoint(0, null, 0, new Notes().fingerprint(), null);

    /**
     * A commit that is too large for one append.
     *
     * @param events how many of its events are stored
     */
    record Partial(String commit, int events) {}

    static ImportPoint from(State state) {
        JsonNode fields = state.toNode();
        if (!fields.has("commits")) {
            return START;
        }
        JsonNode partial = fields.path("partial");
        return new ImportPoint(
                fields.path("commits").intValue(),
                fields.path("commit").stringValue(null),
                fields.path("notes").intValue(),
                fields.path("fingerprint").stringValue(""),
                partial.isObject()
                        ? new Partial(
                                partial.path("commit").stringValue(""),
                                partial.path("events").intValue())
                        : null);
    }

    ImportPoint with(Partial begun) {
        return new ImportPoint(commits, commit, notes, fingerprint, begun);
    }

    /** How many events of a commit are stored, which is the next one after this point. */
    int storedOf(String next) {
        return partial != null && partial.commit().equals(next) ? partial.events() : 0;
    }

    ObjectNode toData() {
        ObjectNode data = Json.newObject();
        data.put("commits", commits);
        if (commit != null) {
            data.put("commit", commit);
        }
        data.put("notes", notes).put("fingerprint", fingerprint);
        if (partial == null) {
            data.putNull("partial");
        } else {
            data.putObject("partial").put("commit", partial.commit()).put("events", partial.events());
        }
        return data;
    }
}
