package dev.synap.store.projection;

import dev.synap.core.event.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes a batch of one workspace's facts into the rows: one read and one write for each table concerned, however
 * many subjects there are.
 */
final class Batch {

    private final Connection connection;
    private final String workspaceId;
    private final Map<String, List<Event>> events = new HashMap<>();
    private final Map<Table, List<Subject>> subjects = new EnumMap<>(Table.class);

    private Batch(Connection connection, String workspaceId) {
        this.connection = connection;
        this.workspaceId = workspaceId;
    }

    static void write(Connection connection, String workspaceId, List<Event> events) throws SQLException {
        Batch batch = new Batch(connection, workspaceId);
        batch.fold(events);
        batch.write();
    }

    /** Reads the subjects, and takes the events in. */
    private void fold(List<Event> facts) throws SQLException {
        Map<Table, List<String>> claimed = new EnumMap<>(Table.class);
        for (Event event : facts) {
            List<Event> ofSubject = events.computeIfAbsent(event.subjectId(), id -> new ArrayList<>());
            if (ofSubject.isEmpty()) {
                claimed.computeIfAbsent(Table.ofType(event.subjectType()), table -> new ArrayList<>())
                        .add(event.subjectId());
            }
            ofSubject.add(event);
        }
        // An event may claim another type than the first event of its subject said, which is the one that counts.
        foldIn(foldIn(claimed));
    }

    /** Folds the subjects that belong into the tables named; the others by the table where they do belong. */
    private Map<Table, List<String>> foldIn(Map<Table, List<String>> idsByTable) throws SQLException {
        Map<Table, List<String>> elsewhere = new EnumMap<>(Table.class);
        for (Map.Entry<Table, List<String>> ids : idsByTable.entrySet()) {
            Table table = ids.getKey();
            for (Subject subject : SubjectRows.of(table).read(connection, workspaceId, ids.getValue())) {
                Table belongs = Table.ofType(subject.type());
                if (belongs == table) {
                    events.getOrDefault(subject.id(), List.of()).forEach(subject::add);
                    subjects.computeIfAbsent(table, t -> new ArrayList<>()).add(subject);
                } else {
                    elsewhere.computeIfAbsent(belongs, t -> new ArrayList<>()).add(subject.id());
                }
            }
        }
        return elsewhere;
    }

    private void write() throws SQLException {
        List<Subject> retagged = new ArrayList<>();
        for (Map.Entry<Table, List<Subject>> each : subjects.entrySet()) {
            List<Subject> changed =
                    each.getValue().stream().filter(Subject::isChanged).toList();
            if (!changed.isEmpty()) {
                SubjectRows.of(each.getKey()).write(connection, workspaceId, changed);
            }
            changed.stream().filter(Subject::isRetagged).forEach(retagged::add);
        }
        if (!retagged.isEmpty()) {
            TagRows.write(connection, workspaceId, retagged);
        }
    }
}
