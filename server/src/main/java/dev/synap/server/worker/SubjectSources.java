package dev.synap.server.worker;

import dev.synap.core.log.EventLog;
import dev.synap.store.projection.Referring;
import dev.synap.store.state.AuthoredSubjects;
import dev.synap.store.state.LatestEvents;
import dev.synap.store.state.StateReader;

/** Where the write worker reads what requests are decided by. */
public record SubjectSources(
        EventLog log,
        LatestEvents latest,
        StateReader states,
        People people,
        Referring referring,
        AuthoredSubjects authored,
        KnownSubjects known) {

    public SubjectSources(
            EventLog log,
            LatestEvents latest,
            StateReader states,
            People people,
            Referring referring,
            AuthoredSubjects authored) {
        this(log, latest, states, people, referring, authored, new KnownSubjects());
    }
}
