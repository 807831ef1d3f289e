package dev.synap.server.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.synap.store.DatabaseSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @ParameterizedTest
    @CsvSource({
        "postgres://mary:s3cret@db.example/synap, jdbc:postgresql://db.example/synap",
        "postgresql://mary:s3cret@db.example:5433/synap, jdbc:postgresql://db.example:5433/synap",
        "postgres://mary:s3cret@db.example/synap?sslmode=require, jdbc:postgresql://db.example/synap?sslmode=require",
        "jdbc:postgresql://db.example/synap?user=mary&password=s3cret, jdbc:postgresql://db.example/synap",
        "jdbc:postgresql://db.example/synap?user=mary&ssl=true&password=s3cret, jdbc:postgresql://db.example/synap?ssl=true",
        "jdbc:postgresql://mary:s3cret@[::1]:5433/synap, jdbc:postgresql://[::1]:5433/synap"
    })
    void bothForms_areRead_andThePasswordIsTakenOut(String url, String jdbcUrl) {
        assertThat(DatabaseUrl.parse(url, Map.of())).isEqualTo(DatabaseSettings.of(jdbcUrl, "mary", "s3cret"));
    }

    @Test
    void encodedCharacters_areDecoded() {
        DatabaseSettings settings = DatabaseUrl.parse("postgres://m%40ry:p%2Fw%25+%23@db/synap", Map.of());

        assertThat(settings.user()).isEqualTo("m@ry");
        assertThat(settings.password()).isEqualTo("p/w%+#");
    }

    @Test
    void whatTheUrlLeavesOut_comesFromTheEnvironment() {
        DatabaseSettings settings =
                DatabaseUrl.parse("postgres://db/synap", Map.of("PGUSER", "mary", "PGPASSWORD", "s3cret"));

        assertThat(settings.user()).isEqualTo("mary");
        assertThat(settings.password()).isEqualTo("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://mary:s3cret@db/synap",
                "postgres://mary:s3cret@db",
                "postgres://mary:s3cret@db/",
                "postgres:///synap?password=s3cret",
                "jdbc:h2:mem:s3cret",
                "postgres://mary:s3#cret@db/synap",
                "not a url with s3cret"
            })
    void anythingElse_isRefused_withoutTellingThePassword(String url) {
        assertThatThrownBy(() -> DatabaseUrl.parse(url, Map.of()))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("The database URL must be postgres://")
                .message()
                .doesNotContain("s3cret");
    }
}
