package dev.synap.server.llm;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;

/** Where traces go: over OTLP to where the environment says, and nowhere unless it says. */
public final class Telemetry implements AutoCloseable {

    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String TRACES_ENDPOINT = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    private final OpenTelemetry api;

    private Telemetry(OpenTelemetry api) {
        this.api = api;
    }

    /** Nowhere. */
    public static Telemetry none() {
        return new Telemetry(OpenTelemetry.noop());
    }

    /** As the variables say that every OpenTelemetry SDK reads. */
    public static Telemetry of(Map<String, String> environment) {
        String all = environment.getOrDefault(ENDPOINT, "");
        String traces = environment.getOrDefault(TRACES_ENDPOINT, "");
        if (all.isBlank() && traces.isBlank()) {
            return none();
        }
        // Whatever else the environment says: the exporter that is here speaks this protocol, and there are only
        // traces.
        Map<String, String> fixed = Map.of(
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.exporter.otlp.traces.protocol", "http/protobuf",
                "otel.traces.exporter", "otlp",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none");
        Map<String, String> endpoint = all.isBlank()
                ? Map.of("otel.exporter.otlp.traces.endpoint", traces)
                : Map.of("otel.exporter.otlp.endpoint", all);
        return new Telemetry(AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> Map.of("otel.service.name", "synap"))
                .addPropertiesSupplier(() -> endpoint)
                .addPropertiesCustomizer(_ -> fixed)
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk());
    }

    public OpenTelemetry api() {
        return api;
    }

    /** Sends what is left. */
    @Override
    public void close() {
        if (api instanceof OpenTelemetrySdk sdk) {
            sdk.close();
        }
    }
}
