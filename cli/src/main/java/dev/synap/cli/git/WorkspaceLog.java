package dev.synap.cli.git;

import dev.synap.client.Synap;
import dev.synap.core.event.EventDraft;
import dev.synap.core.fold.State;
import dev.synap.core.log.AppendResult;
import dev.synap.core.log.ExpectedVersion;
import java.util.List;
import java.util.Map;

/** The workspace that a client sees, on a server. */
record WorkspaceLog(Synap synap) implements ImportLog {

    @Override
    public State state(String subjectId) {
        return synap.state(subjectId);
    }

    @Override
    public AppendResult append(List<EventDraft> events, Map<String, ExpectedVersion> expectedVersions) {
        return synap.events().append(events, expectedVersions);
    }
}
