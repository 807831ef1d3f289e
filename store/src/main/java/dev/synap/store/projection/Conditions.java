package dev.synap.store.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Conditions that all hold, with the values to bind in their order. */
final class Conditions {

    /** A value to bind. */
    sealed interface Value {
        record Plain(Object value) implements Value {}

        record Texts(Set<String> values) implements Value {}
    }

    private final List<String> conditions = new ArrayList<>();
    private final List<Value> values = new ArrayList<>();

    /** An empty condition always holds. */
    void add(String condition, Value... bound) {
        if (!condition.isEmpty()) {
            conditions.add(condition);
            values.addAll(List.of(bound));
        }
    }

    String sql() {
        return "WHERE " + String.join(" AND ", conditions) + "\n";
    }

    /** Binds the values from this parameter on; the next parameter is the answer. */
    int bind(Connection connection, PreparedStatement statement, int from) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            switch (values.get(i)) {
                case Value.Plain(Object value) -> statement.setObject(from + i, value);
                case Value.Texts(Set<String> texts) ->
                    statement.setArray(from + i, connection.createArrayOf("text", texts.toArray()));
            }
        }
        return from + values.size();
    }
}
