package dev.synap.server.proof;

import dev.synap.core.event.Event;
import dev.synap.core.fold.State;
import dev.synap.core.undo.Authored;
import dev.synap.core.undo.Authorship;
import dev.synap.core.write.Pasts;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** For a stage on which nobody undoes anything. */
final class NoPasts implements Pasts {

    @Override
    public State state(String subjectId, long version) {
        throw new AssertionError("nobody asks for " + subjectId);
    }

    @Override
    public List<Event> events(String subjectId, long after, long upTo) {
        throw new AssertionError("nobody asks for " + subjectId);
    }

    @Override
    public List<Event> change(String changeId, int limit) {
        throw new AssertionError("nobody asks for " + changeId);
    }

    @Override
    public Optional<Event> event(String eventId) {
        throw new AssertionError("nobody asks for " + eventId);
    }

    @Override
    public Set<String> referring(String subjectId) {
        throw new AssertionError("nobody asks for " + subjectId);
    }

    @Override
    public List<Authored> authored(Authorship authorship, Set<String> among, String after, int limit) {
        throw new AssertionError("nobody asks for " + authorship.userId());
    }
}
