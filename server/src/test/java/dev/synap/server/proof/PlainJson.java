package dev.synap.server.proof;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as maps, lists and values, by a mapper of its own. */
final class PlainJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private PlainJson() {}

    static Map<String, @Nullable Object> read(String text) {
        return MAPPER.readValue(text, OBJECT);
    }

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The object at a key; an empty one where there is none. */
    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> object(Map<String, @Nullable Object> in, String key) {
        return in.get(key) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    /** SHA-256 in hex of the compact text whose keys are sorted at every depth. */
    static String canonicalHash(Map<String, @Nullable Object> object) {
        return sha256(write(sorted(object)));
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object sorted(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> copy = new TreeMap<>();
                map.forEach((key, each) -> copy.put((String) key, sorted(each)));
                yield copy;
            }
            case List<?> list -> list.stream().map(PlainJson::sorted).collect(Collectors.toList());
            case null -> MAPPER.nullNode();
            default -> value;
        };
    }
}
