package dev.synap.core.access;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a workspace can be told to do, or not; as long as nobody says anything, it does not. */
public enum WorkspaceSetting {

    /** Each read of the audit log is itself an event in the workspace's log. */
    RECORD_AUDIT_READS("recordAuditReads"),

    /** What an agent asks for is refused unless it says how it came to want it. */
    REQUIRE_REASONING("requireReasoning");

    private final String text;

    WorkspaceSetting(String text) {
        this.text = text;
    }

    /** Its name in requests and answers. */
    public String text() {
        return text;
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
