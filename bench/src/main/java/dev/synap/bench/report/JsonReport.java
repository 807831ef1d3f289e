package dev.synap.bench.report;

import dev.synap.core.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A report as a JSON array with an object for each measurement; latencies are in milliseconds. */
public final class JsonReport {

    private JsonReport() {}

    public static String of(Report report) {
        ArrayNode all = Json.mapper().createArrayNode();
        report.measurements().forEach(each -> all.add(json(each, report)));
        return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    }

    private static ObjectNode json(Measurement measured, Report report) {
        Measurement.Spread spread = measured.spread();
        Measurement.Latency latency = measured.latency();
        ObjectNode json = Json.newObject();
        json.put("name", measured.name());
        json.put("unit", measured.unit());
        put(json, "value", measured.value());
        put(json, "min", spread == null ? null : spread.least());
        put(json, "max", spread == null ? null : spread.greatest());
        put(json, "p50", latency == null ? null : latency.p50());
        put(json, "p99", latency == null ? null : latency.p99());
        put(json, "baseline", measured.baseline());
        put(json, "ratio", measured.ratio());
        json.put("goal", measured.goal() == null ? null : measured.goal().toString());
        json.put("met", measured.met().orElse(null));
        ObjectNode settings = json.putObject("settings");
        measured.settings().forEach(settings::put);
        settings.put("scale", report.scale());
        report.machine().facts().forEach(settings::put);
        return json;
    }

    private static void put(ObjectNode json, String field, @Nullable Double number) {
        if (number == null) {
            json.putNull(field);
        } else {
            json.put(field, Numbers.rounded(number));
        }
    }
}
