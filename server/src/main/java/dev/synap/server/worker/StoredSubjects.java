package dev.synap.server.worker;

import dev.synap.core.access.Actor;
import dev.synap.core.access.EntityTypes;
import dev.synap.core.event.Event;
import dev.synap.core.fold.Fold;
import dev.synap.core.fold.Reducers;
import dev.synap.core.fold.State;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.Page;
import dev.synap.core.log.PageRequest;
import dev.synap.core.write.Subject;
import dev.synap.core.write.Subjects;
import dev.synap.store.access.User;
import dev.synap.store.access.Users;
import dev.synap.store.access.Workspace;
import dev.synap.store.access.Workspaces;
import dev.synap.store.state.StateReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A workspace's subjects as the log has them, each read when it is first asked for. Made for one batch of
 * requests: what it has read it does not read again.
 *
 * <p>Not thread-safe.
 */
final class StoredSubjects implements Subjects {

    /** Most subjects have fewer events than this: one query reads them whole. */
    private static final int LOOKED_BACK = 24;

    private final String workspaceId;
    private final EventLog log;
    private final StateReader states;
    private final Users users;
    private final Workspaces workspaces;
    private final Map<String, Subject> subjects = new HashMap<>();
    private final Map<String, Optional<Actor>> actors = new HashMap<>();
    private @Nullable String ownerId;
    private @Nullable Collection<State> policies;

    StoredSubjects(String workspaceId, EventLog log, StateReader states, Users users, Workspaces workspaces) {
        this.workspaceId = workspaceId;
        this.log = log;
        this.states = states;
        this.users = users;
        this.workspaces = workspaces;
    }

    @Override
    public Subject subject(String id) {
        Subject known = subjects.get(id);
        if (known == null) {
            known = read(id);
            subjects.put(id, known);
        }
        return known;
    }

    @Override
    public Optional<Actor> actor(String userId) {
        return userId.equals(Actor.SYSTEM_ID)
                ? Optional.of(Actor.system())
                : actors.computeIfAbsent(userId, id -> users.find(id).map(User::actor));
    }

    @Override
    public String ownerId() {
        if (ownerId == null) {
            ownerId = workspaces.find(workspaceId).map(Workspace::ownerId).orElse("");
        }
        return ownerId;
    }

    @Override
    public Collection<State> policies() {
        if (policies == null) {
            Map<String, State> found = new LinkedHashMap<>();
            EventQuery query = EventQuery.all().type(EntityTypes.POLICY + ".*");
            PageRequest request = PageRequest.first(PageRequest.MAX_LIMIT);
            Page page = log.query(workspaceId, query, request);
            while (true) {
                page.events()
                        .forEach(event -> found.computeIfAbsent(
                                event.subjectId(), id -> subject(id).state()));
                if (page.next() == null) {
                    break;
                }
                page = log.query(workspaceId, query, request.after(page.next()));
            }
            policies = List.copyOf(found.values());
        }
        return policies;
    }

    private Subject read(String id) {
        Page latest = log.history(workspaceId, id, AsOf.latest(), PageRequest.last(LOOKED_BACK));
        List<Event> newestFirst = latest.events();
        if (newestFirst.isEmpty()) {
            return Subject.none(id);
        }
        boolean whole = newestFirst.getLast().version() == 1;
        State state = whole
                ? fold(id, newestFirst)
                : states.state(
                        workspaceId, id, AsOf.version(newestFirst.getFirst().version()));
        return new Subject(state, factVersion(id, latest));
    }

    private static State fold(String id, List<Event> newestFirst) {
        Fold fold = Fold.of(id);
        newestFirst.reversed().forEach(fold::add);
        return fold.state();
    }

    private long factVersion(String id, Page latest) {
        Page page = latest;
        while (true) {
            for (Event event : page.events()) {
                if (Reducers.changesState(event.type())) {
                    return event.version();
                }
            }
            if (page.next() == null) {
                return 0;
            }
            page = log.history(
                    workspaceId,
                    id,
                    AsOf.latest(),
                    PageRequest.last(PageRequest.MAX_LIMIT).after(page.next()));
        }
    }
}
