package dev.synap.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalPostgresTest {

    @TempDir
    Path home;

    @Test
    void firstStart_makesADatabaseThatKeepsItsDataOverARestart() throws SQLException {
        // given
        List<String> steps = new ArrayList<>();
        LocalPostgresSettings settings = LocalPostgresSettings.at(home.resolve("data"))
                .withCacheDir(home.resolve("cache"))
                .withProgress(steps::add);

        // when
        int port;
        try (LocalPostgres postgres = LocalPostgres.start(settings)) {
            port = postgres.port();
            query(postgres, "CREATE TABLE t AS SELECT 42 AS answer; SELECT 1");
        }

        // then
        try (LocalPostgres postgres = LocalPostgres.start(settings)) {
            assertThat(query(postgres, "SELECT answer FROM t")).isEqualTo("42");
            assertThat(postgres.port()).isEqualTo(port);
        }
    }

    private static String query(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
