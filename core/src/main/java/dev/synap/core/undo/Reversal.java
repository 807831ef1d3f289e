package dev.synap.core.undo;

import dev.synap.core.event.Event;
import dev.synap.core.json.Json;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a {@code <type>.reverted} fact says of what it takes back, beside the fields that it writes.
 *
 * @param reverts the changes that no longer count after it; for a redo, the undos
 * @param redoes for a redo, the changes that count again
 * @param toVersion for an undo to an event, the version of the subject after which nothing counts; else 0
 * @param by the user whose facts alone it takes back, of changes in which others may have facts too; null for all
 */
public record Reversal(
        ReversalKind kind,
        Set<String> reverts,
        Set<String> redoes,
        long toVersion,
        @Nullable String by) {

    private static final String VERB = ".reverted";

    public Reversal {
        reverts = Set.copyOf(reverts);
        redoes = Set.copyOf(redoes);
    }

    public Reversal(ReversalKind kind, Set<String> reverts, Set<String> redoes, long toVersion) {
        this(kind, reverts, redoes, toVersion, null);
    }

    /** The type of the fact about a subject of this type. */
    public static String factType(String subjectType) {
        return subjectType + VERB;
    }

    /** What a fact takes back; empty where it is a change like any other, as a restored old version is. */
    static Optional<Reversal> of(Event fact) {
        if (!fact.type().endsWith(VERB)) {
            return Optional.empty();
        }
        ObjectNode data = fact.data().toNode();
        return ReversalKind.named(data.path("kind").asString(""))
                .filter(kind -> kind != ReversalKind.RESTORE)
                .map(kind -> new Reversal(
                        kind,
                        ids(data, "reverts"),
                        ids(data, "redoes"),
                        data.path("toVersion").asLong(0),
                        data.path("by").isString() ? data.path("by").stringValue() : null));
    }

    /** The changes that a fact takes back; for a redo, the undos. None where it takes nothing back. */
    public static Set<String> revertsOf(Event fact) {
        return of(fact).map(Reversal::reverts).orElse(Set.of());
    }

    /** The data of the fact that writes a subject's fields as planned. */
    public ObjectNode data(SubjectPlan plan) {
        ObjectNode data = Json.newObject().put("kind", kind.text());
        ArrayNode set = data.putArray("set");
        plan.fields().forEach(field -> {
            ObjectNode write = set.addObject().put("path", field.path());
            if (field.after() != null) {
                write.set("value", field.after());
            }
        });
        // In order, so that following the same request twice gives the same text.
        ArrayNode reverted = data.putArray("reverts");
        reverts.stream().sorted().forEach(reverted::add);
        if (!redoes.isEmpty()) {
            ArrayNode redone = data.putArray("redoes");
            redoes.stream().sorted().forEach(redone::add);
        }
        if (kind == ReversalKind.UNDO_TO) {
            data.put("toVersion", toVersion);
        }
        if (by != null) {
            data.put("by", by);
        }
        return data;
    }

    private static Set<String> ids(ObjectNode data, String name) {
        Set<String> ids = new LinkedHashSet<>();
        if (data.get(name) instanceof ArrayNode array) {
            array.forEach(id -> ids.add(id.asString("")));
        }
        return ids;
    }
}
