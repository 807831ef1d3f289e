package dev.synap.core.access;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a workspace can be told to do, or not, and by which number; as long as nobody says anything, it does not. */
public enum WorkspaceSetting {

    /** Each read of the audit log is itself an event in the workspace's log. */
    RECORD_AUDIT_READS("recordAuditReads", Kind.FLAG),

    /** What an agent asks for is refused unless it says how it came to want it. */
    REQUIRE_REASONING("requireReasoning", Kind.FLAG),

    /** The assistant may ask the server's language model, which is given what people write. */
    LANGUAGE_MODEL("languageModel", Kind.FLAG),

    /** How sure the assistant must be of what it suggests; {@value #USUAL_THRESHOLD} where nobody says. */
    SUGGESTION_THRESHOLD("suggestionThreshold", Kind.SHARE),

    /** How many tokens of the language model it may use in a day (UTC), within what the server allows. */
    MODEL_TOKENS_PER_DAY("modelTokensPerDay", Kind.COUNT);

    /** What {@link #SUGGESTION_THRESHOLD} is where nobody says. */
    public static final double USUAL_THRESHOLD = 0.6;

    /** What its values are. */
    public enum Kind {
        /** True or false. */
        FLAG,
        /** A number from 0 to 1. */
        SHARE,
        /** A whole number, 0 or more. */
        COUNT
    }

    private final String text;
    private final Kind kind;

    WorkspaceSetting(String text, Kind kind) {
        this.text = text;
        this.kind = kind;
    }

    /** Its name in requests and answers. */
    public String text() {
        return text;
    }

    public Kind kind() {
        return kind;
    }

    /** The setting with this name. */
    public static Optional<WorkspaceSetting> named(String text) {
        return Arrays.stream(values())
                .filter(setting -> setting.text.equals(text))
                .findFirst();
    }

    /** The names of all settings. */
    public static List<String> names() {
        return Arrays.stream(values()).map(WorkspaceSetting::text).toList();
    }
}
