package dev.synap.bench.write;

import dev.synap.bench.run.Stage;
import dev.synap.bench.sample.Prose;
import dev.synap.bench.sample.Subjects;
import java.util.Map;

/** What all measures of requests over HTTP have in common. */
final class WriteSettings {

    static final String RAW_APPENDS =
            "POST events to the same server: an event each with its expected version, durable when answered";

    private WriteSettings() {}

    /** The settings of such a measure; more can be put to them. */
    static Map<String, String> of(Stage<WriteScale> stage) {
        return Stage.settings(
                "request",
                "half POST entities, half PATCH of a note's title and content, wait=validated",
                "connections",
                stage.scale().counts().connections() + " keep-alive",
                "workspaces",
                Integer.toString(Subjects.WORKSPACES),
                "contentBytes",
                Integer.toString(Prose.LENGTH),
                "server warmed up for",
                stage.scale().times().serverWarmUp().toSeconds() + " s");
    }
}
