package dev.synap.server.proof;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The few entities that everybody works on, so that they meet. */
enum Thing {
    NOTE_A("note"),
    NOTE_B("note"),
    TASK_A("task"),
    BOOK_A("book"),
    COMMENT_A("comment"),
    COMMENT_B("comment"),
    RELATION_A("relation");

    final String type;

    Thing(String type) {
        this.type = type;
    }

    String id() {
        return toString();
    }

    /** The field that people change. */
    String field() {
        return switch (this) {
            case COMMENT_A, COMMENT_B -> "text";
            case RELATION_A -> "kind";
            default -> "title";
        };
    }

    /** The other things that it is made of, by field: they must be there when it is made. */
    Map<String, Thing> madeOf() {
        return switch (this) {
            case COMMENT_A -> Map.of("on", NOTE_A);
            case COMMENT_B -> Map.of("on", TASK_A);
            case RELATION_A -> Map.of("from", NOTE_A, "to", TASK_A);
            default -> Map.of();
        };
    }

    /** What can be commented on and shared. */
    boolean isContent() {
        return !type.equals("comment");
    }

    static @Nullable Thing of(String id) {
        for (Thing thing : values()) {
            if (thing.id().equals(id)) {
                return thing;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
