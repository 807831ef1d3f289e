package dev.synap.store.projection;

import dev.synap.core.error.InvalidInputException;
import dev.synap.core.event.Ids;
import dev.synap.core.event.Timestamps;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonRules;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a page ended: the last row's sort key and id. Rows are found behind these values, be that row still there
 * or not, so what changes meanwhile shifts nothing.
 *
 * @param key as the column gives it: text, or a time, of which the greatest stands for infinity
 */
record Cursor(Object key, String id) {

    private static final String INFINITY = "infinity";

    /** Text for the client, which is of use for the same list only. */
    String text(ListQuery query) {
        ObjectNode node = Json.newObject();
        node.put("list", fingerprint(query));
        node.put("key", keyText());
        node.put("id", id);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.write(node).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws InvalidInputException when the text is none that {@link #text} gave for the same list */
    static Cursor parse(String text, ListQuery query) {
        ObjectNode node;
        try {
            node = Json.readObject(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | InvalidInputException e) {
            throw invalid("is not what an earlier page gave as next");
        }
        if (!string(node, "list").equals(fingerprint(query))) {
            throw invalid("belongs to a list with other filters or another order; begin at its first page");
        }
        String key = string(node, "key");
        return new Cursor(query.sort().isTime() ? time(key) : key, Ids.check("after", string(node, "id")));
    }

    private static String fingerprint(ListQuery query) {
        return Ids.derived(
                "list",
                query.tables().toString(),
                new TreeMap<>(query.filters()).toString(),
                query.search() == null ? "" : "q" + query.search(),
                query.deleted().name(),
                query.archived().name(),
                query.sort().name(),
                query.direction().name());
    }

    private String keyText() {
        if (!(key instanceof OffsetDateTime time)) {
            return key.toString();
        }
        return time.equals(OffsetDateTime.MAX) ? INFINITY : Timestamps.format(time.toInstant());
    }

    private static OffsetDateTime time(String key) {
        if (key.equals(INFINITY)) {
            return OffsetDateTime.MAX;
        }
        Instant instant = Timestamps.parse("after", key);
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String string(ObjectNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || !value.isString()) {
            throw invalid("is not what an earlier page gave as next");
        }
        JsonRules.checkText("after", value.stringValue());
        return value.stringValue();
    }

    private static InvalidInputException invalid(String message) {
        return new InvalidInputException("after", message);
    }
}
