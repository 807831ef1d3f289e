package dev.synap.bench.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseUrlTest {

    private static final DatabaseUrl EXPECTED = new DatabaseUrl("jdbc:postgresql://db:5433/", "bench", "me", "p@ss");

    @Test
    void parse_readsBothForms() {
        assertThat(DatabaseUrl.parse("postgresql://me:p%40ss@db:5433/bench")).isEqualTo(EXPECTED);
        assertThat(DatabaseUrl.parse("jdbc:postgresql://db:5433/bench?user=me&password=p%40ss"))
                .isEqualTo(EXPECTED);
    }

    @Test
    void parse_takesTheUsualPortAndDatabase_whereNoneAreNamed() {
        assertThat(DatabaseUrl.parse("postgres://me:x@db"))
                .isEqualTo(new DatabaseUrl("jdbc:postgresql://db:5432/", "postgres", "me", "x"));
    }

    @Test
    void parse_refusesWhatIsNoUrlOfPostgres() {
        assertThatThrownBy(() -> DatabaseUrl.parse("mysql://me@db/x"))
                .hasMessage("not a PostgreSQL URL, as postgresql://user:password@host:5432/postgres");
    }

    @Test
    void toString_leavesThePasswordOut() {
        assertThat(EXPECTED.toString()).isEqualTo("jdbc:postgresql://db:5433/bench as me");
    }
}
