package dev.synap.client;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads the lists of a workspace. Thread-safe. */
record Lists(Connection connection) {

    /** The rows of a list, with at least what this client wrote. */
    <T> Listing<T> list(String name, UnaryOperator<ListQuery> query, Answer.Reader<T> reader) {
        ListQuery wanted = query.apply(ListQuery.ALL);
        return Listing.of((after, size) -> {
            Target target = connection.target(name);
            wanted.addTo(target, connection.written());
            target.with("after", after).with("limit", size);
            return connection
                    .send(Call.get(target.toString()))
                    .read(json -> new ListPage<>(
                            Wire.list(json, "items", reader),
                            Wire.optionalText(json, "next"),
                            json.path("position").asLong(0)));
        });
    }

    /** One row, with at least what this client wrote; empty where there is none. */
    <T> Optional<T> get(String list, String id, Answer.Reader<T> reader) {
        Target target = connection.target(list, id);
        ListQuery.ALL.addTo(target, connection.written());
        return connection.find(target).map(answer -> answer.read(reader));
    }
}
