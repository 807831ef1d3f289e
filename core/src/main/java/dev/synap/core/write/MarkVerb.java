package dev.synap.core.write;

import dev.synap.core.fold.Fields;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The wishes that set a mark on an entity, or take it away. */
enum MarkVerb {
    DELETE("deleted", Fields.DELETED_AT, true),
    RESTORE("restored", Fields.DELETED_AT, false),
    ARCHIVE("archived", Fields.ARCHIVED_AT, true),
    UNARCHIVE("unarchived", Fields.ARCHIVED_AT, false),
    COMPLETE("completed", Fields.COMPLETED_AT, true),
    REOPEN("reopened", Fields.COMPLETED_AT, false);

    private final String verb = name().toLowerCase(Locale.ROOT);
    private final String past;
    private final String mark;
    private final boolean sets;

    MarkVerb(String past, String mark, boolean sets) {
        this.past = past;
        this.mark = mark;
        this.sets = sets;
    }

    static Optional<MarkVerb> named(String verb) {
        return Arrays.stream(values()).filter(each -> each.verb.equals(verb)).findFirst();
    }

    String verb() {
        return verb;
    }

    /** The last word of the fact, as {@code archived}. */
    String past() {
        return past;
    }

    /** Whether it would change an entity that has these fields. */
    boolean changes(ObjectNode fields) {
        return fields.hasNonNull(mark) != sets;
    }
}
