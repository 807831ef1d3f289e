package dev.synap.server.http;

import static dev.synap.server.http.BadRequest.append;
import static dev.synap.server.http.BadRequest.event;
import static dev.synap.server.http.BadRequest.get;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** What clients send by mistake or by malice, and the answer that each must get. */
final class BadRequests {

    private static final String NOTE = "\"type\":\"note.created\"";

    private BadRequests() {}

    static Stream<BadRequest> all() {
        return Stream.of(
                        notJson(),
                        shapes(),
                        types(),
                        texts(),
                        numbers(),
                        rules(),
                        limits(),
                        parameters(),
                        paths(),
                        formats(),
                        wishes(),
                        decisions(),
                        lists())
                .flatMap(requests -> requests);
    }

    private static Stream<BadRequest> notJson() {
        return Stream.of(
                append("empty body", "").notJson(),
                append("blank body", " \n\t ").notJson(),
                append("words", "hello").notJson(),
                append("unclosed object", "{\"events\":[").notJson(),
                append("unclosed string", "{\"events\":[{\"type\":\"note").notJson(),
                append("missing comma", "{\"events\":[] \"x\":1}").notJson(),
                append("trailing comma", "{\"events\":[{" + NOTE + "},]}").notJson(),
                append("single quotes", "{'events':[]}").notJson(),
                append("comment", "{/* hi */\"events\":[]}").notJson(),
                append("NaN", "{\"events\":[{" + NOTE + ",\"data\":{\"n\":NaN}}]}")
                        .notJson(),
                append("leading zero", "{\"events\":[{" + NOTE + ",\"data\":{\"n\":007}}]}")
                        .notJson(),
                append("two documents", "{\"events\":[{" + NOTE + "}]} {\"events\":[]}")
                        .notJson(),
                append("trailing brace", "{\"events\":[{" + NOTE + "}]}}").notJson(),
                append("raw control character", "{\"events\":[{\"type\":\"a\u0001b\"}]}")
                        .notJson(),
                append("bad escape", "{\"events\":[{\"type\":\"\\x41\"}]}").notJson(),
                append("byte order mark", "\uFEFF{\"events\":[{" + NOTE + "}]}").notJson(),
                append("invalid UTF-8", bytes("{\"events\":[{\"type\":\"note.", 0xC3, 0x28, "\"}]}"))
                        .notJson(),
                append("overlong UTF-8", bytes("{\"events\":[{\"type\":\"note.", 0xC0, 0xAE, "\"}]}"))
                        .notJson(),
                append("surrogate in UTF-8", bytes("{\"events\":[{\"type\":\"", 0xED, 0xA0, 0x80, "\"}]}"))
                        .notJson(),
                append("cut-off UTF-8", bytes("{\"events\":[{\"type\":\"n", 0xF0, 0x9F))
                        .notJson(),
                append("UTF-16", ("{\"events\":[{" + NOTE + "}]}").getBytes(StandardCharsets.UTF_16))
                        .notJson(),
                append(
                                "UTF-32",
                                ("{\"events\":[{" + NOTE + "}]}")
                                        .getBytes(java.nio.charset.Charset.forName("UTF-32BE")))
                        .notJson(),
                append("zero bytes", new byte[64]).notJson(),
                append("gzip bytes without saying so", bytes(0x1F, 0x8B, 0x08, 0x00, 0x00))
                        .notJson());
    }

    private static Stream<BadRequest> shapes() {
        return Stream.of(
                append("null", "null"),
                append("array at the root", "[{" + NOTE + "}]"),
                append("string at the root", "\"events\""),
                append("number at the root", "1"),
                append("empty object", "{}").names("events"),
                append("events null", "{\"events\":null}").names("events"),
                append("no events", "{\"events\":[]}").names("events"),
                append("events an object", "{\"events\":{" + NOTE + "}}").names("events"),
                append("event null", "{\"events\":[null]}").names("events[0]"),
                append("event a string", "{\"events\":[\"note.created\"]}").names("events[0]"),
                append("event an array", "{\"events\":[[]]}").names("events[0]"),
                append("unknown field at the root", "{\"events\":[{" + NOTE + "}],\"expectedVersion\":1}")
                        .names("expectedVersion"),
                event("unknown field in an event", NOTE + ",\"subject\":\"note_1\"")
                        .names("events[0].subject"),
                event("a field that the server sets", NOTE + ",\"position\":1").names("events[0].position"),
                append("duplicate key at the root", "{\"events\":[{" + NOTE + "}],\"events\":[{" + NOTE + "}]}")
                        .names("events"),
                event("duplicate key in an event", NOTE + "," + NOTE).names("events[0].type"),
                event("duplicate key in data", NOTE + ",\"data\":{\"a\":{\"b\":1,\"b\":2}}")
                        .names("events[0].data.a.b"));
    }

    private static Stream<BadRequest> types() {
        return Stream.of(
                event("type a number", "\"type\":5").names("events[0].type"),
                event("type a boolean", "\"type\":true").names("events[0].type"),
                event("type an object", "\"type\":{}").names("events[0].type"),
                event("type null", "\"type\":null").names("events[0].type"),
                event("id a number", NOTE + ",\"id\":5").names("events[0].id"),
                event("subjectId an array", NOTE + ",\"subjectId\":[\"a\"]").names("events[0].subjectId"),
                event("data a string", NOTE + ",\"data\":\"{}\"").names("events[0].data"),
                event("data an array", NOTE + ",\"data\":[]").names("events[0].data"),
                event("data a number", NOTE + ",\"data\":1").names("events[0].data"),
                event("metadata an array", NOTE + ",\"metadata\":[]").names("events[0].metadata"),
                event("timestamp a number", NOTE + ",\"timestamp\":1733047200").names("events[0].timestamp"),
                event("import not an object", NOTE + ",\"metadata\":{\"import\":true}")
                        .names("events[0].metadata.import"),
                expected("expectedVersions an array", "[1]").names("expectedVersions"),
                expected("expectedVersions a number", "1").names("expectedVersions"),
                expected("expected version a string", "{\"s\":\"1\"}").names("expectedVersions.s"),
                expected("expected version null", "{\"s\":null}").names("expectedVersions.s"),
                expected("expected version an object", "{\"s\":{}}").names("expectedVersions.s"),
                expected("expected version a fraction", "{\"s\":1.5}").names("expectedVersions.s"),
                expected("expected version a whole float", "{\"s\":1.0}").names("expectedVersions.s"),
                expected("expected version negative", "{\"s\":-1}").names("expectedVersions.s"),
                expected("expected version beyond 64 bits", "{\"s\":9223372036854775808}")
                        .names("expectedVersions.s"),
                expected("expected version of no subject here", "{\"t\":0}").names("expectedVersions.t"),
                expected("expected version of an impossible subject", "{\"a b\":0}")
                        .names("expectedVersions.a b"));
    }

    private static Stream<BadRequest> texts() {
        return Stream.of(
                event("NUL in data", NOTE + ",\"data\":{\"a\":\"x\\u0000y\"}").names("events[0].data.a"),
                event("NUL in a key", NOTE + ",\"data\":{\"a\\u0000\":1}").names("events[0].data"),
                event("NUL in metadata", NOTE + ",\"metadata\":{\"r\":[\"\\u0000\"]}")
                        .names("events[0].metadata.r[0]"),
                event("lone high surrogate", NOTE + ",\"data\":{\"a\":\"\\ud834\"}")
                        .names("events[0].data.a"),
                event("lone low surrogate", NOTE + ",\"data\":{\"a\":\"\\udd1e x\"}")
                        .names("events[0].data.a"),
                event("surrogates the wrong way round", NOTE + ",\"data\":{\"a\":\"\\udd1e\\ud834\"}")
                        .names("events[0].data.a"),
                event("lone surrogate in a key", NOTE + ",\"data\":{\"\\ud834\":1}")
                        .names("events[0].data"),
                event("empty id", NOTE + ",\"id\":\"\"").names("events[0].id"),
                event("id with a space", NOTE + ",\"id\":\"evt 1\"").names("events[0].id"),
                event("id with NUL", NOTE + ",\"id\":\"evt\\u0000\"").names("events[0].id"),
                event("id in Greek", NOTE + ",\"id\":\"εvt\"").names("events[0].id"),
                event("id of an emoji", NOTE + ",\"id\":\"🙂\"").names("events[0].id"),
                event("id of 129 characters", NOTE + ",\"id\":\"" + "e".repeat(129) + "\"")
                        .names("events[0].id"),
                event("id with a path in it", NOTE + ",\"id\":\"../../etc/passwd\"")
                        .names("events[0].id"),
                event("id with SQL in it", NOTE + ",\"id\":\"'; DROP TABLE event;--\"")
                        .names("events[0].id"),
                event("subject id with a line feed", NOTE + ",\"subjectId\":\"a\\nb\"")
                        .names("events[0].subjectId"),
                event("data.id that is no id", NOTE + ",\"data\":{\"id\":\"a/b\"}")
                        .names("events[0].data.id"),
                event("type without a dot", "\"type\":\"created\"").names("events[0].type"),
                event("type of dots", "\"type\":\"..\"").names("events[0].type"),
                event("type that ends in a dot", "\"type\":\"note.\"").names("events[0].type"),
                event("no type", "\"id\":\"evt_1\"").names("events[0].type"),
                event("source with a space", NOTE + ",\"source\":\"web app\"").names("events[0].source"),
                event("correlation of nothing", NOTE + ",\"correlationId\":\"\"")
                        .names("events[0].correlationId"),
                event("causation with a quote", NOTE + ",\"causationId\":\"a\\\"b\"")
                        .names("events[0].causationId"));
    }

    private static Stream<BadRequest> numbers() {
        return Stream.of(
                event("1e999", NOTE + ",\"data\":{\"n\":1e999}").names("events[0].data.n"),
                event("-1e999", NOTE + ",\"data\":{\"n\":-1e999}").names("events[0].data.n"),
                event("1e-999", NOTE + ",\"data\":{\"n\":1e-999}").names("events[0].data.n"),
                event("1e2147483648", NOTE + ",\"data\":{\"n\":1e2147483648}").names("events[0].data.n"),
                event("a whole number of 400 digits", NOTE + ",\"data\":{\"n\":" + "9".repeat(400) + "}")
                        .names("events[0].data.n"),
                event("a number of 10,000 digits", NOTE + ",\"data\":{\"n\":" + "9".repeat(10_000) + "}")
                        .names("events[0].data.n"));
    }

    private static Stream<BadRequest> rules() {
        return Stream.of(
                event("somebody else's userId", NOTE + ",\"userId\":\"mary\"").names("events[0].userId"),
                event("a timestamp of one's own", NOTE + ",\"timestamp\":\"2024-12-01T10:00:00Z\"")
                        .names("events[0].timestamp"),
                event("metadata that the server sets", NOTE + ",\"metadata\":{\"ipAddress\":\"1.2.3.4\"}")
                        .names("events[0].metadata.ipAddress"),
                event("an importer of one's own", NOTE + ",\"metadata\":{\"import\":{},\"importedBy\":{}}")
                        .names("events[0].metadata.importedBy"),
                event("subjectId against data.id", NOTE + ",\"subjectId\":\"a\",\"data\":{\"id\":\"b\"}")
                        .names("events[0].data.id"),
                append("an id twice", "{\"events\":[{\"id\":\"e\"," + NOTE + "},{\"id\":\"e\"," + NOTE + "}]}")
                        .names("events[1].id"),
                append("the second event is bad", "{\"events\":[{" + NOTE + "},{\"type\":\"x\"}]}")
                        .names("events[1].type"),
                imported("a time that is none", "yesterday"),
                imported("a time without an offset", "2024-12-01T10:00:00"),
                imported("a date only", "2024-12-01"),
                imported("the 30th of February", "2024-02-30T10:00:00Z"),
                imported("the year 10000", "+10000-01-01T00:00:00Z"),
                imported("the year 0", "0000-06-01T00:00:00Z"),
                imported("before Christ", "-4713-01-01T00:00:00Z"),
                imported("the end of Java's time", "+999999999-12-31T23:59:59Z"),
                imported("NUL in a time", "2024-12-01T10:00:00Z\\u0000"));
    }

    private static Stream<BadRequest> limits() {
        String event = "{" + NOTE + "}";
        return Stream.of(
                append("1,001 events", "{\"events\":[" + (event + ",").repeat(1_000) + event + "]}")
                        .names("events"),
                event("data of more than 1 MiB", NOTE + ",\"data\":{\"a\":\"" + "x".repeat(1024 * 1024) + "\"}")
                        .names("events[0].data"),
                event(
                                "data of few characters and many bytes",
                                NOTE + ",\"data\":{\"a\":\"" + "€".repeat(360_000) + "\"}")
                        .names("events[0].data"),
                event(
                                "metadata of more than 256 KiB",
                                NOTE + ",\"metadata\":{\"a\":\"" + "x".repeat(256 * 1024) + "\"}")
                        .names("events[0].metadata"),
                event("65 objects deep", NOTE + ",\"data\":" + "{\"a\":".repeat(65) + "1" + "}".repeat(65))
                        .names("events[0].data" + ".a".repeat(64)),
                event("100,000 arrays deep", NOTE + ",\"data\":{\"a\":" + "[".repeat(100_000))
                        .names(""),
                append(
                                "a body of 17 MiB",
                                ("{\"events\":[{" + NOTE + ",\"data\":{\"a\":\"" + "x".repeat(17 << 20) + "\"}}]}"))
                        .is(413, "too-large"));
    }

    private static Stream<BadRequest> parameters() {
        return Stream.of(
                get("unknown parameter", "/events?subject=a").names("subject"),
                get("parameter in other case", "/events?Type=note.*").names("Type"),
                get("parameter twice", "/events?type=a.b&type=a.c").names("type"),
                get("parameter without a value", "/events?limit").names("limit"),
                get("empty parameter", "/events?type=").names("type"),
                get("limit 0", "/events?limit=0").names("limit"),
                get("limit -1", "/events?limit=-1").names("limit"),
                get("limit 1001", "/events?limit=1001").names("limit"),
                get("limit beyond 32 bits", "/events?limit=2147483648").names("limit"),
                get("limit beyond 64 bits", "/events?limit=9223372036854775808").names("limit"),
                get("limit in words", "/events?limit=ten").names("limit"),
                get("limit in hexadecimal", "/events?limit=0x10").names("limit"),
                get("limit a fraction", "/events?limit=1.5").names("limit"),
                get("limit in Arabic digits", "/events?limit=%D9%A1%D9%A0").names("limit"),
                get("after negative", "/events?after=-1").names("after"),
                get("after in words", "/events?after=evt_1").names("after"),
                get("order up", "/events?order=up").names("order"),
                get("order by Java's name", "/events?order=FORWARD").names("order"),
                get("from that is no time", "/events?from=now").names("from"),
                get("from after to", "/events?from=2025-01-01T00:00:00Z&to=2024-01-01T00:00:00Z")
                        .names("from"),
                get("to in the year 100000", "/events?to=%2B100000-01-01T00:00:00Z")
                        .names("to"),
                get("type with a star inside", "/events?type=no*te.created").names("type"),
                get("subject with NUL", "/events?subjectId=a%00b").names("subjectId"),
                get("stream from before the start", "/events.ndjson?after=-1").names("after"),
                get("follow maybe", "/events.ndjson?follow=maybe").names("follow"),
                get("version negative", "/subjects/s?version=-1").names("version"),
                get("two points in history", "/subjects/s?version=1&position=1").names("position"),
                get("asOf that is no time", "/subjects/s?asOf=1733047200").names("asOf"),
                get("before and asOf", "/subjects/s/history?before=2024-01-01T00:00:00Z&asOf=2024-01-01T00:00:00Z")
                        .names("before"),
                get("after with a version", "/subjects/s/history?after=2024-01-01T00:00:00Z&version=1")
                        .names("after"),
                get("after behind before", "/subjects/s/history?after=2024-01-02T00:00:00Z&before=2024-01-01T00:00:00Z")
                        .names("after"),
                get("cursor negative", "/subjects/s/history?cursor=-5").names("cursor"),
                get("parameter where there are none", "/verify?deep=true").names("deep"));
    }

    private static Stream<BadRequest> paths() {
        return Stream.of(
                get("unknown path", "/api/v1/nothing").is(404, "not-found"),
                get("unknown path in a workspace", "/nothing").is(404, "not-found"),
                get("trailing slash", "/events/").is(404, "not-found"),
                get("another case", "/Events").is(404, "not-found"),
                get("another API version", "/api/v2/me").is(404, "not-found"),
                get("event id that is no id", "/events/evt%201").names("id"),
                get("event id with NUL", "/events/evt%00").is(400, "bad-request"),
                get("event id of 129 characters", "/events/" + "e".repeat(129)).names("id"),
                get("subject id that is no id", "/subjects/%CE%B5").names("subjectId"),
                get("workspace that is no id", "/api/v1/workspaces/a%20b").is(404, "not-found"),
                get("workspace of emoji", "/api/v1/workspaces/%F0%9F%99%82/events")
                        .is(404, "not-found"),
                get("encoded slash", "/events/a%2Fb").is(400, "bad-request"),
                get("encoded path traversal", "/events/%2e%2e%2f%2e%2e%2fetc%2fpasswd")
                        .is(400, "bad-request"),
                get("encoded backslash", "/events/..%5C..%5Cx").is(400, "bad-request"),
                get("semicolon", "/events;jsessionid=1").is(400, "bad-request"),
                get("double slash", "//events").is(400, "bad-request"),
                get("invalid UTF-8 in the path", "/events/%C3%28").is(400, "bad-request"),
                get("a URL of 9 KiB", "/events?type=" + "a".repeat(9 * 1024)).is(413, "too-large"),
                get("a path of 9 KiB", "/events/" + "a".repeat(9 * 1024)).is(413, "too-large"),
                get("wrong method", "/events").to("DELETE", "/events").is(405, "method-not-allowed"),
                get("another wrong method", "/verify").to("POST", "/verify").is(405, "method-not-allowed"),
                get("method of one's own", "/events").to("APPEND", "/events").is(400, "bad-request"));
    }

    private static Stream<BadRequest> formats() {
        String body = "{\"events\":[{" + NOTE + "}]}";
        return Stream.of(
                append("form", "events=1")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .is(415, "unsupported-media-type"),
                append("text", body).header("Content-Type", "text/plain").is(415, "unsupported-media-type"),
                append("XML", "<events/>")
                        .header("Content-Type", "application/xml")
                        .is(415, "unsupported-media-type"),
                append("multipart", body)
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .is(415, "unsupported-media-type"),
                append("another charset", body)
                        .header("Content-Type", "application/json; charset=utf-16")
                        .is(415, "unsupported-media-type"),
                append("a charset that is none", body)
                        .header("Content-Type", "application/json; charset=klingon")
                        .is(415, "unsupported-media-type"),
                append("a media type that is none", body)
                        .header("Content-Type", "application")
                        .is(415, "unsupported-media-type"),
                append("no media type", body).header("Content-Type", "").is(415, "unsupported-media-type"),
                append("gzip", body).header("Content-Encoding", "gzip").is(415, "unsupported-media-type"),
                get("HTML wanted", "/events").header("Accept", "text/html").is(406, "not-acceptable"),
                append("HTML wanted of an append", body)
                        .header("Accept", "text/html")
                        .is(406, "not-acceptable"));
    }

    private static Stream<BadRequest> wishes() {
        return Stream.of(
                wish("entity that is no JSON", "/entities", "{\"type\":").notJson(),
                wish("entity that is an array", "/entities", "[]"),
                wish("entity without a body", "/entities", "").notJson(),
                wish("entity without a type", "/entities", "{\"title\":\"x\"}").names("type"),
                wish("entity whose type is a number", "/entities", "{\"type\":1}")
                        .names("type"),
                wish("entity whose type is empty", "/entities", "{\"type\":\"\"}")
                        .names("type"),
                wish("entity whose type is no id", "/entities", "{\"type\":\"a b\"}")
                        .names("type"),
                wish("entity of a type that Synap keeps", "/entities", "{\"type\":\"proposal\"}")
                        .names("type"),
                wish("entity of a phase's type", "/entities", "{\"type\":\"entities.create\"}")
                        .names("type"),
                wish("schema as an entity", "/entities", "{\"type\":\"schema\"}")
                        .names("type"),
                wish("entity whose id is no id", "/entities", "{\"type\":\"note\",\"id\":\"a b\"}")
                        .names("id"),
                wish("entity whose id is a number", "/entities", "{\"type\":\"note\",\"id\":5}")
                        .names("id"),
                wish("entity with a member's id", "/entities", "{\"type\":\"note\",\"id\":\"member_1\"}")
                        .names("id"),
                wish("note that says it is a task", "/notes", "{\"type\":\"task\"}")
                        .names("type"),
                wish("request id that is no id", "/notes", "{\"eventId\":\"a b\"}")
                        .names("eventId"),
                wish("event id null", "/notes", "{\"eventId\":null}").names("eventId"),
                wish("correlation id a number", "/notes", "{\"correlationId\":1}")
                        .names("correlationId"),
                wish("correlation id that is no id", "/notes", "{\"correlationId\":\"a b\"}")
                        .names("correlationId"),
                wish("causation id an object", "/notes", "{\"causationId\":{}}").names("causationId"),
                wish("source that is no id", "/notes", "{\"source\":\"a b\"}").names("source"),
                wish("reason a number", "/notes", "{\"reason\":1}").names("reason"),
                wish("reason beside another one", "/notes", "{\"reason\":\"a\",\"metadata\":{\"reason\":\"b\"}}")
                        .names("reason"),
                wish("metadata of a wish an array", "/notes", "{\"metadata\":[]}")
                        .names("metadata"),
                wish("metadata that says it is an import", "/notes", "{\"metadata\":{\"import\":{}}}")
                        .names("metadata.import"),
                wish("metadata that the server writes", "/notes", "{\"metadata\":{\"ipAddress\":\"1.2.3.4\"}}")
                        .names("metadata.ipAddress"),
                wish("reasons that are no object", "/notes", "{\"metadata\":{\"ai\":1}}")
                        .names("metadata.ai"),
                wish("expected version of what is new", "/notes", "{\"expectedVersion\":1}")
                        .names("expectedVersion"),
                wish("NUL in a title", "/notes", "{\"title\":\"a\\u0000\"}").names("title"),
                wish("half a character in a content", "/notes", "{\"content\":\"\\ud834\"}")
                        .names("content"),
                wish("field that stands twice", "/notes", "{\"title\":\"a\",\"title\":\"b\"}")
                        .names("title"),
                wish("number beyond a double", "/notes", "{\"n\":1e999}").names("n"),
                wish("fields too deep", "/notes", "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}"),
                wish("fields beyond 1 MiB", "/notes", "{\"a\":\"" + "x".repeat(1 << 20) + "\"}"),
                wish("waiting for something else", "/notes?wait=approved", "{}").names("wait"),
                wish("waiting for nothing", "/notes?wait=", "{}").names("wait"),
                wish("member without a user", "/members", "{\"role\":\"viewer\"}")
                        .names("userId"),
                wish("member whose user is a number", "/members", "{\"userId\":1,\"role\":\"viewer\"}")
                        .names("userId"),
                wish("share without a subject", "/shares", "{\"userId\":\"u\",\"level\":\"view\"}")
                        .names("subjectId"),
                wish("policy without a pattern", "/policies", "{\"effect\":\"deny\"}")
                        .names("pattern"),
                wish("schema without a type", "/schemas", "{\"schema\":{}}").names("type"),
                wish("tag that is a number", "/entities/s_0/tags", "{\"tag\":1}")
                        .names("tag"),
                wish("tag that is blank", "/entities/s_0/tags", "{\"tag\":\" \"}")
                        .names("tag"),
                wish("tag with something else", "/entities/s_0/tags", "{\"tag\":\"a\",\"colour\":1}")
                        .names("colour"),
                wish("archiving with fields", "/entities/s_0/archive", "{\"title\":\"x\"}")
                        .names("title"),
                wish("expected version of a wish a fraction", "/entities/s_0/archive", "{\"expectedVersion\":1.5}")
                        .names("expectedVersion"),
                wish("change of the id", "/entities/s_0", "{\"id\":\"x\"}")
                        .to("PATCH", "/entities/s_0")
                        .names("id"),
                wish("change of the type", "/entities/s_0", "{\"type\":\"x\"}")
                        .to("PATCH", "/entities/s_0")
                        .names("type"),
                wish("change of an id that is none", "/entities/a%20b", "{}")
                        .to("PATCH", "/entities/a%20b")
                        .names("id"),
                wish("change of what is not there", "/entities/nowhere", "{}")
                        .to("PATCH", "/entities/nowhere")
                        .is(404, "not-found"),
                wish("comment on what is not there", "/entities/nowhere/comments", "{\"text\":\"x\"}")
                        .is(404, "not-found"),
                wish("agent without a name", "/api/v1/agents", "{}").names("name"),
                wish("agent whose id is Synap's", "/api/v1/agents", "{\"userId\":\"system\",\"name\":\"x\"}")
                        .names("userId"));
    }

    private static Stream<BadRequest> decisions() {
        return Stream.of(
                wish("accepting without a hash", "/proposals/s_0/accept", "{\"version\":1}")
                        .is(404, "not-found"),
                wish("accepting what is not there", "/proposals/nowhere/accept", "{}")
                        .is(404, "not-found"),
                wish("retrying what is not parked", "/workers/parked/nothing/retry", "")
                        .is(404, "not-found"),
                wish("skipping what is not parked", "/workers/parked/nothing/skip", "")
                        .is(404, "not-found"));
    }

    private static Stream<BadRequest> lists() {
        return Stream.of(
                get("list limit 0", "/notes?limit=0").names("limit"),
                get("list limit beyond 1000", "/notes?limit=1001").names("limit"),
                get("list limit a word", "/notes?limit=ten").names("limit"),
                get("list sorted by nothing known", "/notes?sort=colour").names("sort"),
                get("notes sorted by due date", "/notes?sort=due_date").names("sort"),
                get("list order sideways", "/notes?order=sideways").names("order"),
                get("list deleted maybe", "/notes?deleted=maybe").names("deleted"),
                get("list with an unknown filter", "/notes?colour=red").names("colour"),
                get("list with a filter of another list", "/notes?dueBefore=2024-01-01")
                        .names("dueBefore"),
                get("entities with a filter of another type", "/entities?type=note&dueBefore=2024-01-01")
                        .names("dueBefore"),
                get("entities of all types by title", "/entities?sort=title").names("sort"),
                get("entities of all types by role", "/entities?role=admin").names("role"),
                get("search for relations", "/entities?q=a&from=note_1").names("q"),
                get("list with a cursor that is none", "/notes?after=x").names("after"),
                get("list due before no time", "/tasks?dueBefore=soon").names("dueBefore"),
                get("list with a negative position", "/notes?minPosition=-1").names("minPosition"),
                get("list with a position that is none", "/notes?minPosition=x").names("minPosition"),
                get("list with a query twice", "/notes?q=a&q=b").names("q"),
                get("search for NUL", "/notes?q=%00").names("q"),
                get("tags with limit 0", "/tags?limit=0").names("limit"),
                get("dispatch of an unknown status", "/dispatch?status=lost").names("status"),
                get("dispatch with limit 0", "/dispatch?limit=0").names("limit"),
                get("parked behind nothing", "/workers/parked?after=x").names("after"),
                get("parked with limit 0", "/workers/parked?limit=0").names("limit"),
                get("entity whose id is none", "/entities/a%20b").names("id"),
                get("entity that is not there", "/entities/nowhere").is(404, "not-found"),
                get("proposal that is not there", "/proposals/nowhere").is(404, "not-found"));
    }

    private static BadRequest wish(String name, String path, String json) {
        return append(name, json).to("POST", path);
    }

    private static BadRequest expected(String name, String expectedVersions) {
        return append(
                name,
                "{\"events\":[{" + NOTE + ",\"subjectId\":\"s\"}],\"expectedVersions\":" + expectedVersions + "}");
    }

    private static BadRequest imported(String name, String timestamp) {
        return event(name, NOTE + ",\"metadata\":{\"import\":{}},\"timestamp\":\"" + timestamp + "\"")
                .names("events[0].timestamp");
    }

    private static byte[] bytes(Object... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof String text) {
                bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            } else {
                bytes.write((Integer) part);
            }
        }
        return bytes.toByteArray();
    }
}
