package dev.synap.server.json;

import dev.synap.core.event.Event;
import dev.synap.core.event.EventJson;
import dev.synap.core.event.Timestamps;
import dev.synap.core.json.Json;
import dev.synap.core.json.JsonObject;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** The mapper of request and response bodies: a number is never taken for text, nor text for a number. */
public final class WireJson {

    private static final JsonMapper MAPPER = Json.mapper()
            .rebuild()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .withCoercionConfig(LogicalType.Textual, text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
            })
            .addModule(new SimpleModule("synap")
                    .addDeserializer(Instant.class, new TimeReader())
                    .addSerializer(Instant.class, new TimeWriter())
                    .addSerializer(JsonObject.class, new StoredWriter())
                    .addSerializer(Event.class, new EventWriter()))
            .build();

    private WireJson() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    private static final class TimeReader extends ValueDeserializer<Instant> {
        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                context.handleUnexpectedToken(Instant.class, parser);
            }
            return Timestamps.parse("", parser.getString());
        }
    }

    private static final class TimeWriter extends ValueSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
            json.writeString(Timestamps.format(value));
        }
    }

    /** Text from the log goes out as it is: it was checked when it came in, and is hashed byte for byte. */
    private static final class StoredWriter extends ValueSerializer<JsonObject> {
        @Override
        public void serialize(JsonObject value, JsonGenerator json, SerializationContext context) {
            json.writeRawValue(value.text());
        }
    }

    private static final class EventWriter extends ValueSerializer<Event> {
        @Override
        public void serialize(Event event, JsonGenerator json, SerializationContext context) {
            json.writeRawValue(EventJson.write(event));
        }
    }
}
