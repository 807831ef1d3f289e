package dev.synap.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TestPostgresTest {

    @ParameterizedTest
    @MethodSource("dev.synap.store.postgres.TestPostgres#everyVersion")
    void eachDatabase_isEmptyAndItsOwn(TestPostgres postgres) throws SQLException {
        // given
        String first = postgres.createDatabase();
        String second = postgres.createDatabase();

        // when
        try (Connection connection = DriverManager.getConnection(first);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE here (n int)");
        }

        // then
        assertThat(tablesIn(first)).isEqualTo(1);
        assertThat(tablesIn(second)).isZero();
    }

    private static int tablesIn(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet count =
                        statement.executeQuery("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")) {
            count.next();
            return count.getInt(1);
        }
    }
}
