package dev.synap.store.log;

import dev.synap.core.event.Timestamps;
import dev.synap.store.log.AppendPlan.SubjectMove;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Subjects that a plan moves, or makes, as parameters: one by value, many column by column, as {@code unnest} takes them. */
final class MovedSubjects {

    private record Row(String workspaceId, String subjectId, long from, long version, String type, String createdAt) {}

    private final List<Row> rows = new ArrayList<>();

    void add(String workspaceId, String subjectId, SubjectMove subject, Instant at) {
        rows.add(new Row(workspaceId, subjectId, subject.from, subject.version, subject.type, Timestamps.format(at)));
    }

    /** The statement for so many: none, that for one, or that for many. */
    String select(String one, String many) {
        return switch (rows.size()) {
            case 0 -> "";
            case 1 -> one;
            default -> many;
        };
    }

    /** From where to where they move, and for many, how many. */
    void asMoves(Parameters to) throws SQLException {
        if (rows.size() == 1) {
            Row row = rows.getFirst();
            to.number(row.version).text(row.workspaceId).text(row.subjectId).number(row.from);
        } else if (!rows.isEmpty()) {
            to.texts(texts(Row::workspaceId)).texts(texts(Row::subjectId));
            to.numbers(numbers(Row::from)).numbers(numbers(Row::version)).number(rows.size());
        }
    }

    /** All that is to be stored of them. */
    void asNew(Parameters to) throws SQLException {
        if (rows.size() == 1) {
            Row row = rows.getFirst();
            to.number(row.version)
                    .text(row.workspaceId)
                    .text(row.subjectId)
                    .text(row.type)
                    .text(row.createdAt);
        } else if (!rows.isEmpty()) {
            to.texts(texts(Row::workspaceId)).texts(texts(Row::subjectId)).numbers(numbers(Row::version));
            to.texts(texts(Row::type)).texts(texts(Row::createdAt));
        }
    }

    private List<String> texts(Function<Row, String> column) {
        return rows.stream().map(column).toList();
    }

    private List<Long> numbers(Function<Row, Long> column) {
        return rows.stream().map(column).toList();
    }
}
