package dev.synap.bench.log;

import dev.synap.bench.load.Worker;
import dev.synap.bench.postgres.RawSelect;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.EventLog;
import dev.synap.core.log.EventQuery;
import dev.synap.core.log.PageRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * One way to read, through the log and as plain SQL. Both workers return the number of events, and walk
 * through the same arguments in the same order.
 *
 * @param name in words
 * @param synap makes the worker that reads through the log
 * @param raw makes the worker that reads by JDBC
 */
record ReadCase(String name, Supplier<Worker> synap, RawWorker raw) {

    static final int PAGE = 100;
    static final int FETCH_SIZE = 1_000;

    private static final String BY_ID = RawSelect.FROM_EVENT.replace("FROM event e", "FROM event_key k") + """
            JOIN event e ON e.workspace_id = k.workspace_id AND e.position = k.position
                AND e.recorded_at = k.recorded_at
            WHERE k.workspace_id = ? AND k.event_id = ?
            """;

    interface RawWorker {
        Worker on(Connection connection) throws SQLException;
    }

    static ReadCase history(EventLog log, ReadData data, int length) {
        IntFunction<String> subject = number -> ReadData.subject(length, number % Math.max(1, data.subjects(length)));
        return new ReadCase(
                "history of %,d events".formatted(length),
                () -> {
                    SplittableRandom random = new SplittableRandom(1);
                    return () -> log.history(
                                    ReadData.WORKSPACE,
                                    subject.apply(random.nextInt(data.size())),
                                    AsOf.latest(),
                                    PageRequest.first(length))
                            .events()
                            .size();
                },
                connection -> {
                    SplittableRandom random = new SplittableRandom(1);
                    return new RawSelect(
                            connection,
                            RawSelect.FROM_EVENT
                                    + "WHERE e.workspace_id = ? AND e.subject_id = ? ORDER BY e.version LIMIT "
                                    + length,
                            () -> List.of(ReadData.WORKSPACE, subject.apply(random.nextInt(data.size()))));
                });
    }

    static ReadCase byId(EventLog log, ReadData data) {
        return new ReadCase(
                "get by id",
                () -> {
                    SplittableRandom random = new SplittableRandom(1);
                    return () -> log.get(ReadData.WORKSPACE, ReadData.eventId(random.nextInt(data.size())))
                                    .isPresent()
                            ? 1
                            : 0;
                },
                connection -> {
                    SplittableRandom random = new SplittableRandom(1);
                    return new RawSelect(
                            connection,
                            BY_ID,
                            () -> List.of(ReadData.WORKSPACE, ReadData.eventId(random.nextInt(data.size()))));
                });
    }

    /** The whole log from its first event. */
    static ReadCase replay(EventLog log) {
        return new ReadCase(
                "full replay",
                () -> () -> {
                    try (var events = log.stream(ReadData.WORKSPACE, 0)) {
                        return events.mapToLong(event -> Math.min(1, event.position()))
                                .sum();
                    }
                },
                connection -> {
                    connection.setAutoCommit(false);
                    return new RawSelect(
                                    connection,
                                    RawSelect.FROM_EVENT
                                            + "WHERE e.workspace_id = ? AND e.position > ? ORDER BY e.position",
                                    () -> List.of(ReadData.WORKSPACE, 0L))
                            .fetchSize(FETCH_SIZE);
                });
    }

    /** A page from anywhere in the answer to a query. */
    static ReadCase page(EventLog log, ReadData data, PageQuery query) {
        return new ReadCase(
                "page by " + query.by(),
                () -> {
                    SplittableRandom random = new SplittableRandom(1);
                    return () -> {
                        int seed = random.nextInt(data.size());
                        return log.query(
                                        ReadData.WORKSPACE,
                                        query.query().apply(seed),
                                        PageRequest.first(PAGE).after(query.after(seed)))
                                .events()
                                .size();
                    };
                },
                connection -> {
                    SplittableRandom random = new SplittableRandom(1);
                    return new RawSelect(
                            connection,
                            RawSelect.FROM_EVENT
                                    + "WHERE e.workspace_id = ? " + query.condition()
                                    + " AND e.position > ? ORDER BY e.position LIMIT " + PAGE,
                            () -> query.values(random.nextInt(data.size())));
                });
    }

    /** The pages that every index of the log is there for. */
    static List<PageQuery> pageQueries(ReadData data) {
        EventQuery all = EventQuery.all();
        return List.of(
                new PageQuery("type", "AND e.type = ?", seed -> all.type(type(seed)), seed -> List.of(type(seed)), 2),
                new PageQuery(
                        "type prefix",
                        "AND e.type >= ? AND e.type < ?",
                        seed -> all.type("task.*"),
                        seed -> List.of("task.", "task/"),
                        2),
                new PageQuery(
                        "subject",
                        "AND e.subject_id = ?",
                        seed -> all.subject(longSubject(data, seed)),
                        seed -> List.of(longSubject(data, seed)),
                        2),
                new PageQuery(
                        "user",
                        "AND e.user_id = ?",
                        seed -> all.user(ReadData.user(seed % ReadData.USERS)),
                        seed -> List.of(ReadData.user(seed % ReadData.USERS)),
                        2),
                new PageQuery(
                        "correlation",
                        "AND e.correlation_id = ?",
                        seed -> all.correlation(ReadData.change(seed % data.changes())),
                        seed -> List.of(ReadData.change(seed % data.changes())),
                        0),
                new PageQuery(
                        "time range",
                        "AND e.occurred_at >= ? AND e.occurred_at <= ?",
                        seed -> all.between(time(seed), time(seed + 200)),
                        seed -> List.of(utc(time(seed)), utc(time(seed + 200))),
                        0),
                new PageQuery("position", "", seed -> all, seed -> List.of(), 1));
    }

    private static String type(int seed) {
        return ReadData.TYPES.get(seed % ReadData.TYPES.size());
    }

    private static String longSubject(ReadData data, int seed) {
        return ReadData.subject(1_000, seed % Math.max(1, data.subjects(1_000)));
    }

    private static Instant time(int seconds) {
        return ReadData.START.plusSeconds(seconds);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
