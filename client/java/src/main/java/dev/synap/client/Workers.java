package dev.synap.client;

import java.util.List;

/**
 * What works behind the log, and what it could not handle. Retrying and skipping take an admin, and are told in the
 * log. Thread-safe.
 */
public final class Workers {

    private final Connection connection;

    Workers(Connection connection) {
        this.connection = connection;
    }

    public List<WorkerProgress> list() {
        return connection
                .send(Call.get(connection.target("workers").toString()))
                .read(json -> Wire.list(json, "workers", WorkerProgress::from));
    }

    /** What is set aside, by worker and position. */
    public Listing<ParkedEvent> parked() {
        return Listing.of((after, size) -> {
            Target target =
                    connection.target("workers", "parked").with("after", after).with("limit", size);
            List<ParkedEvent> items = connection
                    .send(Call.get(target.toString()))
                    .read(json -> Wire.list(json, "items", ParkedEvent::from));
            return new ListPage<>(
                    items, items.size() < size ? null : items.getLast().id(), 0);
        });
    }

    /** Has an event tried once more, now. When it comes through, those of its subject that wait follow it. */
    public ParkedEvent retry(String id) {
        return operate(id, "retry");
    }

    /** Leaves an event out for good: its worker never handles it, and those that wait behind it go on. */
    public ParkedEvent skip(String id) {
        return operate(id, "skip");
    }

    private ParkedEvent operate(String id, String verb) {
        Target target = connection.target("workers", "parked", id, verb);
        return connection.send(Call.post(target.toString())).read(ParkedEvent::from);
    }
}
