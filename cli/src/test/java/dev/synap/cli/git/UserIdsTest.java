package dev.synap.cli.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.event.Ids;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserIdsTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "alice@example.org, alice_at_example.org",
                "Alice.B@Example.ORG, alice.b_at_example.org",
                "' alice@example.org ', alice_at_example.org",
                "'', unknown",
                "'  ', unknown",
            })
    void ordinaryAddress_isReadable(String email, String id) {
        assertThat(UserIds.of(email)).isEqualTo(id);
    }

    @Test
    void addressesThatLookAlike_differ() {
        List<String> addresses = List.of(
                "alice@example.org",
                "alice_at_example.org",
                "alice+wiki@example.org",
                "alice wiki@example.org",
                "alice@example@org",
                "alice_at_b@example.org",
                "unknown",
                "owner",
                "ålice@example.org",
                "a".repeat(300) + "@example.org",
                "a".repeat(301) + "@example.org");

        assertThat(addresses.stream().map(UserIds::of)).doesNotHaveDuplicates().doesNotContain("unknown", "owner");
        assertThat(UserIds.of("alice+wiki@example.org")).matches("alice_wiki_at_example\\.org:[0-9a-f]{16}");
    }

    @Property
    void anyAddress_makesAValidIdAndCaseDoesNotMatter(@ForAll String email) {
        String id = UserIds.of(email);

        assertThat(Ids.check("userId", id)).isEqualTo(UserIds.of(email.strip().toLowerCase(Locale.ROOT)));
    }
}
