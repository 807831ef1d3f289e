package dev.synap.cli.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.json.JsonRules;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ProvenanceTest {

    private static final String COMMIT = "0123456789012345678901234567890123456789";

    @Test
    void longMessage_isCutBetweenCharactersAndSaysSo() {
        Provenance provenance = provenance("x" + "é".repeat(5_000), OffsetDateTime.now(ZoneOffset.UTC));

        ObjectNode from = (ObjectNode) provenance.metadata("a.md", null).get("import");

        assertThat(from.get("message").stringValue()).isEqualTo("x" + "é".repeat(4_095));
        assertThat(from.get("messageCut").booleanValue()).isTrue();
        assertThat(provenance.messageCut()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "-5000-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "+12024-01-01T00:00:00Z, 9999-12-31T23:59:59.999999Z",
    })
    void dateThatTheLogCannotKeep_isReplacedByTheNearestAndSaysSo(String date, String timestamp) {
        Provenance provenance = provenance("m", OffsetDateTime.parse(date));

        assertThat(provenance.timestamp()).hasToString(timestamp);
        assertThat(provenance.metadata("a", null).get("import").toString())
                .contains("\"committedAt\":\"" + OffsetDateTime.parse(date), "\"timestampReplaced\":true");
    }

    @Test
    void personsThatCannotBeRead_areUnknown() {
        GitCommit commit = new GitCommit(COMMIT, ObjectId.zeroId(), GitPerson.UNREADABLE, GitPerson.UNREADABLE, "");
        Provenance provenance = new Provenance(commit);

        assertThat(provenance.userId()).isEqualTo("unknown");
        assertThat(provenance.timestamp()).hasToString("1970-01-01T00:00:00Z");
        assertThat(provenance.dateReplaced()).isTrue();
    }

    @Test
    void textThatIsNoUnicode_isMended() {
        assertThat(ValidText.of("a\0b\uD800c\uDC00d\uD83D\uDE00e")).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uD83D\uDE00e");
        JsonRules.checkText("", ValidText.of("\uD800"));
    }

    @Test
    void pathsOnATerminal_takeOneLine() {
        assertThat(new Skipped("a\n\u001b[31m\u202Eb", COMMIT, "binary"))
                .hasToString("a\\u000a\\u001b[31m\\u202eb (0123456789): binary");
    }

    private static Provenance provenance(String message, OffsetDateTime when) {
        GitPerson person = new GitPerson("A", "a@example.org", when);
        return new Provenance(new GitCommit(COMMIT, ObjectId.zeroId(), person, person, message));
    }
}
