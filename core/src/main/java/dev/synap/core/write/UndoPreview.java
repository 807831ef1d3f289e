package dev.synap.core.write;

import dev.synap.core.undo.UndoPlan;
import java.util.List;

/** What would become of a request to undo, redo or restore if it came now. */
public sealed interface UndoPreview {

    /**
     * It would be carried out.
     *
     * @param rule the rule that lets it
     */
    record Possible(UndoPlan plan, String rule) implements UndoPreview {}

    /**
     * It would wait for a person.
     *
     * @param rule the rule that asks for one
     */
    record Proposed(UndoPlan plan, String rule, String reason) implements UndoPreview {}

    /** It would be rejected. */
    record Refused(String rule, String reason, List<Fault> errors) implements UndoPreview {
        public Refused {
            errors = List.copyOf(errors);
        }
    }
}
