package dev.synap.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.synap.core.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** The audit log over HTTP: its entries, its exports, and who has read it. */
@Timeout(120)
class AuditTest {

    private static final Api OWNER = Api.owner();
    private static final String RECORD = "{\"name\": \"recordAuditReads\", \"value\": true}";

    private String w = "";

    @BeforeEach
    void aNoteThatSomebodyDeletes() {
        w = OWNER.newWorkspace();
        OWNER.post(w + "/notes?wait=validated", "{\"id\": \"note_1\", \"title\": \"Marketing Plan\"}")
                .is(201);
        OWNER.patch(w + "/entities/note_1?wait=validated", "{\"content\": \"say \\\"hi\\\", twice\\n\"}")
                .is(200);
        OWNER.send(OWNER.request("DELETE", w + "/entities/note_1?wait=validated", "{\"reason\": \"user_action\"}")
                        .header(
                                "User-Agent",
                                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
                                        + " Chrome/120.0.0.0 Safari/537.36"))
                .is(200);
    }

    @Test
    void anEntry_hasAllThatALineOfTheScreenNeeds() {
        JsonNode deleted = OWNER.get(w + "/audit?type=note.deleted").is(200).at("/entries/0");
        JsonNode asked = OWNER.get(w + "/audit?type=entities.delete.*").at("/entries");
        JsonNode created = OWNER.get(w + "/audit?type=entities.create.*").at("/entries");

        assertThat(deleted.path("sentence").stringValue()).isEqualTo("Owner deleted \"Marketing Plan\"");
        assertThat(deleted.path("title").stringValue()).isEqualTo("Marketing Plan");
        assertThat(deleted.path("userName").stringValue()).isEqualTo("Owner");
        assertThat(deleted.path("userId").stringValue()).isEqualTo("owner");
        assertThat(deleted.path("browser").stringValue()).isEqualTo("Chrome");
        assertThat(deleted.path("userAgent").stringValue()).startsWith("Mozilla/5.0");
        assertThat(deleted.path("ipAddress").stringValue()).isEqualTo("127.0.0.1");
        assertThat(deleted.path("reason").stringValue()).isEqualTo("user_action");
        assertThat(asked.valueStream().map(entry -> entry.path("sentence").stringValue()))
                .containsExactly(
                        "Owner asked to delete \"Marketing Plan\"",
                        "Approved by rule role.owner (delete \"Marketing Plan\")",
                        "Carried out (delete \"Marketing Plan\")");
        assertThat(created.get(0).path("sentence").stringValue()).isEqualTo("Owner asked to create \"Marketing Plan\"");
    }

    @Test
    void csv_isATableThatReadersOfTablesUnderstand() throws IOException {
        Reply csv = OWNER.get(w + "/audit.csv?type=note.*").is(200);

        assertThat(csv.header("Content-Type")).isEqualTo("text/csv;header=present;charset=UTF-8");
        assertThat(csv.header("Content-Disposition")).contains(".csv");
        assertThat(csv.body()).startsWith("position,timestamp,recordedAt,userId,userName,sentence,type,");
        assertThat(csv.body()).endsWith("\r\n");
        List<CSVRecord> rows = table(csv);
        assertThat(rows)
                .extracting(row -> row.get("sentence"))
                .containsExactly(
                        "Owner created \"Marketing Plan\"",
                        "Owner edited \"Marketing Plan\"",
                        "Owner deleted \"Marketing Plan\"");
        assertThat(rows.get(1).get("paths")).isEqualTo("/content");
        assertThat(rows.get(1).get("before")).isEmpty();
        assertThat(Json.readObject(rows.get(1).get("after")).path("/content").stringValue())
                .isEqualTo("say \"hi\", twice\n");
        assertThat(rows.get(2).get("browser")).isEqualTo("Chrome");
        assertThat(table(OWNER.get(w + "/audit.csv?type=note.*&text=HI%22%2C")))
                .extracting(row -> row.get("type"))
                .containsExactly("note.content_updated");
    }

    @Test
    void aCellThatWouldBeAFormula_getsAnApostrophe() throws IOException {
        List<String> evil = List.of("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx");
        for (String each : evil) {
            OWNER.post(
                            w + "/notes?wait=validated",
                            Json.write(Json.newObject().put("title", "x").put("reason", each)))
                    .is(201);
        }

        List<CSVRecord> rows = table(OWNER.get(w + "/audit.csv?type=note.created"));

        assertThat(rows.subList(1, rows.size()))
                .extracting(row -> row.get("reason"))
                .containsExactlyElementsOf(evil.stream().map(each -> "'" + each).toList());
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.toList())
                        .noneMatch(cell -> !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0));
    }

    @Test
    void exportsAndPages_haveTheSameEntries_howeverTheyAreCut() throws IOException {
        for (int i = 0; i < 12; i++) {
            OWNER.post(w + "/notes?wait=validated", "{\"title\": \"note " + i + "\"}")
                    .is(201);
        }
        List<Long> lines = OWNER.get(w + "/audit.ndjson")
                .body()
                .lines()
                .map(line -> Json.readObject(line).path("position").asLong())
                .toList();

        assertThat(lines).hasSize(60);
        assertThat(table(OWNER.get(w + "/audit.csv")).stream().map(row -> Long.valueOf(row.get("position"))))
                .isEqualTo(lines);
        assertThat(walk("?limit=7").stream().map(entry -> entry.path("position").asLong()))
                .isEqualTo(lines);
        assertThat(walk("?limit=7&order=desc").stream()
                        .map(entry -> entry.path("position").asLong()))
                .isEqualTo(lines.reversed());
        OWNER.get(w + "/audit?after=x").isProblem(422, "invalid-input").naming("after");
    }

    @Test
    void readsAreRecorded_onceTheWorkspaceAsksForThat() {
        long before = OWNER.position(w);
        OWNER.get(w + "/audit").is(200);
        assertThat(OWNER.position(w)).isEqualTo(before);
        OWNER.post(w + "/settings?wait=validated", RECORD).is(201);

        OWNER.get(w + "/audit?type=note.*&text=plan&limit=1").is(200);
        OWNER.get(w + "/audit.ndjson?subjectId=note_1").is(200);
        OWNER.get(w + "/audit.csv").is(200);

        JsonNode reads = OWNER.get(w + "/audit?type=audit.read").is(200).at("/entries");
        assertThat(reads.valueStream().map(read -> read.path("sentence").stringValue()))
                .containsExactly("Owner read the audit log", "Owner read the audit log", "Owner read the audit log");
        assertThat(reads.get(0).path("userId").stringValue()).isEqualTo("owner");
        assertThat(reads.get(0).path("ipAddress").stringValue()).isEqualTo("127.0.0.1");
        JsonNode events = OWNER.get(w + "/events?type=audit.read").at("/events");
        assertThat(events.valueStream().map(event -> event.path("data").toString()))
                .containsExactly(
                        "{\"format\":\"page\",\"filter\":{\"type\":\"note.*\",\"text\":\"plan\"}}",
                        "{\"format\":\"ndjson\",\"filter\":{\"subjectId\":\"note_1\"}}",
                        "{\"format\":\"csv\",\"filter\":{}}",
                        "{\"format\":\"page\",\"filter\":{\"type\":\"audit.read\"}}");

        OWNER.patch(w + "/settings/recordAuditReads?wait=validated", "{\"value\": false}")
                .is(200);
        long after = OWNER.position(w);
        OWNER.get(w + "/audit.csv").is(200);
        assertThat(OWNER.position(w)).isEqualTo(after);
    }

    @Test
    void whoWalksTheirOwnReads_comesToAnEnd() {
        OWNER.post(w + "/settings?wait=validated", RECORD).is(201);
        long end = OWNER.position(w);

        List<JsonNode> entries = walk("?limit=1");

        assertThat(entries).hasSize((int) end);
        assertThat(entries).noneMatch(entry -> entry.path("type").stringValue().equals("audit.read"));
        assertThat(OWNER.position(w)).isGreaterThanOrEqualTo(2 * end);
        assertThat(walk("?limit=1&order=desc&type=audit.read")).hasSize((int) (OWNER.position(w) - end) / 2);
    }

    @Test
    void whoMayNot_neitherReads_norDecidesWhatIsRecorded() {
        Api editor = member("editor");
        Api admin = member("admin");

        editor.post(w + "/settings?wait=validated", RECORD).isProblem(403, "not-permitted");
        admin.post(w + "/settings?wait=validated", RECORD).is(201);
        editor.patch(w + "/settings/recordAuditReads?wait=validated", "{\"value\": false}")
                .isProblem(403, "not-permitted");
        long before = OWNER.position(w);
        editor.get(w + "/audit.csv").isProblem(403, "not-permitted");
        editor.get(w + "/audit?type=note.*").isProblem(403, "not-permitted");
        admin.get(w + "/audit?limit=0").isProblem(422, "invalid-input").naming("limit");

        assertThat(OWNER.position(w)).isEqualTo(before);
        admin.get(w + "/audit.csv").is(200);
        assertThat(OWNER.position(w)).isEqualTo(before + 1);
    }

    @Test
    void aRecordOfAReading_isNothingThatAnybodyCanWrite() {
        OWNER.post(w + "/events", "{\"events\": [{\"type\": \"audit.read\"}]}")
                .isProblem(422, "invalid-input")
                .naming("events[0].type");
        OWNER.post(w + "/events", "{\"events\": [{\"type\": \"note.created\", \"subjectId\": \"audit_log\"}]}")
                .isProblem(422, "invalid-input")
                .naming("events[0].subjectId");
        OWNER.post(w + "/events", "{\"events\": [{\"type\": \"setting.created\"}]}")
                .isProblem(422, "invalid-input")
                .naming("events[0].type");
        OWNER.post(w + "/entities", "{\"type\": \"audit\"}")
                .isProblem(422, "invalid-input")
                .naming("type");
        OWNER.post(w + "/settings", "{\"name\": \"somethingElse\", \"value\": true}")
                .isProblem(422, "invalid-input");
        OWNER.post(w + "/settings", "{\"name\": \"recordAuditReads\", \"value\": \"yes\"}")
                .isProblem(422, "invalid-input");
    }

    private Api member(String role) {
        Api api = OWNER.with(OWNER.newUsersKey());
        String userId = api.get("/api/v1/me").at("/userId").stringValue();
        OWNER.post(w + "/members?wait=validated", "{\"userId\": \"" + userId + "\", \"role\": \"" + role + "\"}")
                .is(201);
        return api;
    }

    /** All entries, page by page; no more pages than there can be. */
    private List<JsonNode> walk(String parameters) {
        List<JsonNode> entries = new ArrayList<>();
        String after = "";
        for (int pages = 0; pages < 200; pages++) {
            Reply page = OWNER.get(w + "/audit" + parameters + after).is(200);
            page.at("/entries").forEach(entries::add);
            if (page.at("/next").isNull()) {
                return entries;
            }
            after = "&after=" + page.at("/next").stringValue();
        }
        throw new AssertionError("no end after 200 pages");
    }

    private static List<CSVRecord> table(Reply csv) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(csv.body()), format)) {
            return parser.getRecords();
        }
    }
}
