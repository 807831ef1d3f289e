package dev.synap.store.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.synap.core.log.Direction;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.postgres.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists go by the index meant for them, and read about as many rows as they show: on every version of PostgreSQL. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.synap.store.postgres.TestPostgres#everyVersion")
class ListPlansTest {

    private static final int RUNS = 8;

    private static String url = "";

    @Parameter
    TestPostgres postgres = TestPostgres.bundled();

    @BeforeParameterizedClassInvocation
    static void fill(TestPostgres postgres) throws SQLException {
        url = postgres.createDatabase();
        Database.connect(DatabaseSettings.parse(url)).close();
        for (String table : new String[] {"notes", "tasks"}) {
            execute("""
                    INSERT INTO %1$s (workspace_id, id, title, content, project_id, created_at, created_by, updated_at,
                        deleted_at, version, position, state)
                    SELECT 'w', 'x' || i, 'title ' || md5(i::text), 'word' || i %% 3000 || ' common', 'p' || i %% 1000,
                        '2024-01-01Z'::timestamptz + i * interval '1 second', 'user' || i %% 1000,
                        '2025-01-01Z'::timestamptz - i * interval '1 second',
                        CASE WHEN i %% 100 = 0 THEN '2025-01-01Z'::timestamptz END, 1, i, '{}'
                    FROM generate_series(1, 30000) i
                    """.formatted(table));
        }
        execute("UPDATE tasks SET status = CASE WHEN position % 500 = 7 THEN 'open' ELSE 'done' END,"
                + " due_date = created_at, note_id = 'n' || position % 1000");
        execute("INSERT INTO comments (workspace_id, id, on_id, created_at, updated_at, version, position, state)"
                + " SELECT 'w', 'c' || i, 'x' || i % 3000, now(), now(), 1, i, '{}' FROM generate_series(1, 30000) i");
        execute("INSERT INTO tags SELECT 'w', 'tag' || i % 2000, 'x' || i, 'note' FROM generate_series(1, 30000) i");
        execute("INSERT INTO tags SELECT 'w', 'common', 'x' || i, 'note' FROM generate_series(1, 30000) i");
        execute("VACUUM ANALYZE");
    }

    @Test
    void pages_goByTheirSort() throws SQLException {
        ListQuery notes = ListQuery.of(Table.NOTES).limit(10);
        assertReads(40, "notes_by_created", notes);
        assertReads(40, "notes_by_created", notes.sort(Sort.CREATED_AT, Direction.FORWARD));
        assertReads(40, "notes_by_updated", notes.sort(Sort.UPDATED_AT, Direction.BACKWARD));
        assertReads(40, "notes_by_title", notes.sort(Sort.TITLE, Direction.FORWARD));
        assertReads(
                40, "tasks_by_due_date", ListQuery.of(Table.TASKS).limit(10).sort(Sort.DUE_DATE, Direction.FORWARD));
    }

    @Test
    void pagesInTheMiddle_goByTheirSort() throws SQLException {
        for (Sort sort : Table.TASKS.sorts()) {
            ListQuery tasks =
                    ListQuery.of(Table.TASKS).sort(sort, Direction.BACKWARD).limit(1_000);
            assertReads(
                    "tasks_by_",
                    60,
                    lists -> {
                        String next = lists.list("w", tasks).next();
                        lists.list("w", tasks.limit(10).after(next));
                    },
                    1_000);
        }
    }

    @Test
    void aListOfAllContent_takesAPageOfEachTableAtMost() throws SQLException {
        ListQuery all = ListQuery.ofContent().limit(10);
        for (String index : List.of("notes_by_created", "tasks_by_created", "comments_by_created")) {
            assertReads(80, index, all);
        }
        assertReads(80, "notes_by_updated", all.sort(Sort.UPDATED_AT, Direction.FORWARD));
        assertReads(200, "tasks_by_project", all.where(Filter.PROJECT_ID, "p7"));
        assertReads(
                "tasks_by_created",
                100,
                lists -> {
                    String next = lists.list("w", all.limit(1_000)).next();
                    lists.list("w", all.after(next));
                },
                2_000);
    }

    @Test
    void filters_goByTheirIndex() throws SQLException {
        ListQuery tasks = ListQuery.of(Table.TASKS).limit(10);
        assertReads(60, "tasks_by_status", tasks.where(Filter.STATUS, "open"));
        assertReads(100, "tasks_by_project", tasks.where(Filter.PROJECT_ID, "p7"));
        assertReads(100, "tasks_by_note", tasks.where(Filter.NOTE_ID, "n7"));
        assertReads(100, "tasks_by_creator", tasks.where(Filter.CREATED_BY, "user7"));
        assertReads(
                60,
                "tasks_by_due_date",
                tasks.where(Filter.DUE_BEFORE, "2024-01-01T00:00:20Z").sort(Sort.DUE_DATE, Direction.BACKWARD));
        assertReads(
                60,
                "comments_by_subject",
                ListQuery.of(Table.COMMENTS).limit(10).where(Filter.ON, "x7"));
    }

    @Test
    void rareTag_goesByTheTag_andCommonOne_byTheSort() throws SQLException {
        ListQuery notes = ListQuery.of(Table.NOTES).limit(10);
        assertReads(100, "tags_by_tag", notes.where(Filter.TAG, "tag7"));
        assertReads(100, "notes_by_created", notes.where(Filter.TAG, "common"));
    }

    @Test
    void rareWord_goesByTheWords_andCommonOne_byTheSort() throws SQLException {
        ListQuery notes = ListQuery.of(Table.NOTES).limit(10);
        assertReads(100, "notes_search", notes.search("word7"));
        assertReads(60, "notes_by_created", notes.search("common"));
    }

    @Test
    void hiddenRows_goByTheirOwnIndex() throws SQLException {
        assertReads(
                700,
                "notes_hidden",
                ListQuery.of(Table.NOTES).limit(10).deleted(Marked.ONLY).sort(Sort.UPDATED_AT, Direction.BACKWARD));
    }

    @Test
    void one_goesByThePrimaryKeys() throws SQLException {
        assertReads("notes_pkey", 4, lists -> lists.one("w", "x7"), 0);
    }

    private static void assertReads(int atMost, String index, ListQuery query) throws SQLException {
        assertReads(
                index,
                atMost,
                lists -> assertThat(lists.list("w", query).rows()).isNotEmpty(),
                0);
    }

    /** Each run reads at most this many rows more than the given number, none of them in sequence. */
    private static void assertReads(String index, int atMost, Consumer<Lists> work, int more) throws SQLException {
        settle();
        long inSequence = inSequence();
        long byIndex = byIndex();
        long scans = scans(index);
        try (Database database = Database.connect(DatabaseSettings.parse(url))) {
            Lists lists = new Lists(database.dataSource());
            for (int i = 0; i < RUNS; i++) {
                work.accept(lists);
            }
        }
        settle();
        assertThat(inSequence() - inSequence).as("rows read in sequence").isLessThan(RUNS * 5L);
        assertThat(scans(index) - scans).as("scans of " + index).isGreaterThanOrEqualTo(RUNS);
        assertThat(byIndex() - byIndex).as("rows read").isLessThanOrEqualTo((long) RUNS * (atMost + more));
    }

    private static void settle() {
        await().until(() -> number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'")
                == 0);
    }

    private static long inSequence() throws SQLException {
        return number("SELECT sum(seq_tup_read) FROM pg_stat_user_tables"
                + " WHERE relname IN ('notes', 'tasks', 'comments', 'tags')");
    }

    private static long byIndex() throws SQLException {
        return number("SELECT sum(idx_tup_read) FROM pg_stat_user_indexes"
                + " WHERE relname IN ('notes', 'tasks', 'comments', 'tags')");
    }

    private static long scans(String index) throws SQLException {
        return number("SELECT sum(idx_scan) FROM pg_stat_user_indexes WHERE indexrelname LIKE '" + index + "%'");
    }

    private static long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
