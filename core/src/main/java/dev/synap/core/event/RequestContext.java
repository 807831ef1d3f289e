package dev.synap.core.event;

import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who asks, and from where: taken from the credential and the connection, never from what the request
 * says of itself.
 *
 * @param userId the credential's user
 * @param mayImport whether the credential lets its holder append history that happened elsewhere
 * @param ipAddress the address the request came from
 * @param userAgent what the client calls itself, cut to 512 characters
 */
public record RequestContext(
        String userId,
        boolean mayImport,
        @Nullable String ipAddress,
        @Nullable String userAgent) {

    static final String IP_ADDRESS = "ipAddress";
    static final String USER_AGENT = "userAgent";
    static final String IMPORTED_BY = "importedBy";

    /** The metadata fields that the server writes. */
    public static final Set<String> FIELDS = Set.of(IP_ADDRESS, USER_AGENT, IMPORTED_BY);

    private static final int MAX_USER_AGENT = 512;

    public RequestContext {
        userAgent = userAgent == null ? null : asStorableText(userAgent);
    }

    /** A caller inside this process, who has no address. */
    public static RequestContext local(String userId) {
        return new RequestContext(userId, true, null, null);
    }

    /** Metadata as the client sent it: without what the server added. */
    public static JsonObject withoutContext(JsonObject metadata) {
        ObjectNode node = metadata.toNode();
        node.remove(List.copyOf(FIELDS));
        return JsonObject.of(node);
    }

    /** Only what metadata says of where a request came from: the address, and what the client calls itself. */
    public static JsonObject origin(ObjectNode metadata) {
        ObjectNode origin = Json.newObject();
        for (String field : List.of(IP_ADDRESS, USER_AGENT)) {
            JsonNode value = metadata.get(field);
            if (value != null) {
                origin.set(field, value);
            }
        }
        return JsonObject.of(origin);
    }

    /** Headers hold any bytes: what is no Unicode text, or was cut in two, becomes a question mark. */
    private static String asStorableText(String header) {
        String cut = header.length() > MAX_USER_AGENT ? header.substring(0, MAX_USER_AGENT) : header;
        return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).replace('\0', '?');
    }

    void stamp(ObjectNode metadata) {
        if (ipAddress != null) {
            metadata.put(IP_ADDRESS, ipAddress);
        }
        if (userAgent != null) {
            metadata.put(USER_AGENT, userAgent);
        }
    }

    void stampImport(ObjectNode metadata) {
        ObjectNode by = metadata.putObject(IMPORTED_BY).put("userId", userId);
        stamp(by);
    }
}
