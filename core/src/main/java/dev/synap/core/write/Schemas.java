package dev.synap.core.write;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import dev.synap.core.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Validates entities against the JSON Schemas (draft 2020-12) that a workspace registered. A schema stands
 * alone: nothing is loaded from anywhere for it.
 *
 * <p>Thread-safe.
 */
final class Schemas {

    /** The longest schema, in characters of compact JSON. */
    static final int MAX_LENGTH = 64 * 1024;

    private static final int MAX_FAULTS = 20;
    private static final int KEPT = 256;
    private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
    private static final String DIALECT = SpecificationVersion.DRAFT_2020_12.getDialectId();

    // Messages go into events, which must read the same wherever the server runs.
    private static final SchemaRegistryConfig CONFIG =
            SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build();

    private static final Schema OF_SCHEMAS = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(CONFIG))
            .getSchema(SchemaLocation.of(DIALECT));

    private final Map<String, Schema> compiled = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Schema> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * What keeps this from being a schema to validate by.
     *
     * @param path where it stands
     */
    List<Fault> faultsOfSchema(String path, JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return List.of(new Fault(path, "must be a JSON Schema: an object"));
        }
        String text = Json.write(object);
        if (text.length() > MAX_LENGTH) {
            return List.of(
                    new Fault(path, "has %d characters, but at most %d are kept".formatted(text.length(), MAX_LENGTH)));
        }
        JsonNode dialect = object.get("$schema");
        if (dialect != null
                && !(dialect.isString()
                        && dialect.stringValue().replace("#", "").equals(DIALECT))) {
            return List.of(new Fault(path + ".$schema", "must be " + DIALECT + ", or left out"));
        }
        List<Fault> faults = new ArrayList<>();
        refuseForeignReferences(path, object, faults);
        if (faults.isEmpty()) {
            faults.addAll(run(path, () -> OF_SCHEMAS.validate(object)));
        }
        if (faults.isEmpty()) {
            // References that lead nowhere, or in circles, show only when something is validated.
            faults.addAll(run(path, () -> {
                Schema made = compile(text);
                made.initializeValidators();
                made.validate(Json.newObject());
                return List.of();
            }));
        }
        return faults;
    }

    /** Where the entity breaks the schema, by paths within the entity; at most {@value #MAX_FAULTS} of them. */
    List<Fault> faults(ObjectNode schema, ObjectNode entity) {
        return run("", () -> {
            Schema made = compiled(Json.write(schema));
            return made.validate(entity);
        });
    }

    private Schema compiled(String text) {
        synchronized (compiled) {
            return compiled.computeIfAbsent(text, Schemas::compile);
        }
    }

    private static Schema compile(String text) {
        return SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder ->
                                builder.schemaRegistryConfig(CONFIG).schemaLoader(loader -> loader.block(iri -> true)))
                .getSchema(Json.readObject(text));
    }

    private static List<Fault> run(String path, Supplier<List<Error>> validation) {
        try {
            return validation.get().stream()
                    .limit(MAX_FAULTS)
                    .map(error -> new Fault(pathOf(path, error), error.getMessage()))
                    .toList();
        } catch (SchemaException | IllegalArgumentException e) {
            return List.of(new Fault(path, "is no usable JSON Schema: " + e.getMessage()));
        } catch (StackOverflowError e) {
            return List.of(new Fault(path, "refers to itself without end"));
        }
    }

    private static String pathOf(String path, Error error) {
        NodePath at = error.getInstanceLocation();
        StringBuilder text = new StringBuilder(path);
        for (int i = 0; i < at.getNameCount(); i++) {
            step(text, at.getElement(i));
        }
        // For a field that is missing or too much, the path names the field and not what should hold it.
        if (error.getProperty() != null) {
            step(text, error.getProperty());
        }
        return text.toString();
    }

    private static void step(StringBuilder path, Object element) {
        if (element instanceof Integer index) {
            path.append('[').append(index).append(']');
        } else {
            path.append(path.isEmpty() ? "" : ".").append(element);
        }
    }

    private static void refuseForeignReferences(String path, JsonNode node, List<Fault> faults) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> {
                String at = path + "." + entry.getKey();
                JsonNode value = entry.getValue();
                if (REFERENCES.contains(entry.getKey())
                        && value.isString()
                        && !value.stringValue().startsWith("#")) {
                    faults.add(new Fault(at, "must stay within the schema: begin with #"));
                }
                refuseForeignReferences(at, value, faults);
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                refuseForeignReferences(path + "[" + i + "]", node.get(i), faults);
            }
        }
    }
}
