package dev.synap.cli.git;

import dev.synap.core.event.EventDraft;
import dev.synap.core.fold.State;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.ExpectedVersion;
import java.util.List;
import java.util.Map;

/** The workspace that an import writes to, as far as it needs it. */
public interface ImportLog {

    /** A subject as it is now; version 0 where there is none. */
    State state(String subjectId);

    /** Appends all events or none, durably. */
    AppendResult append(List<EventDraft> events, Map<String, ExpectedVersion> expectedVersions);
}
