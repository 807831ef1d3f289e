package dev.synap.server.assistant;

import dev.synap.server.llm.Call;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** Who says how a suggestion came about: rules, whose steps are what they did, or a model, whose steps are what it says. */
sealed interface Account {

    /** As it stands beside the steps. */
    String whose();

    /** Adds who was asked, and what it took. */
    void putInto(ObjectNode ai);

    /** @param duration how long reading the text took */
    record OfRules(Duration duration) implements Account {

        private static final String NAME = "built-in extractor";

        @Override
        public String whose() {
            return "rules";
        }

        @Override
        public void putInto(ObjectNode ai) {
            ai.put("model", NAME).put("durationMs", duration.toMillis());
        }
    }

    /** @param callId the event that tells of the call */
    record OfModel(Call call, String callId) implements Account {

        @Override
        public String whose() {
            return "model";
        }

        @Override
        public void putInto(ObjectNode ai) {
            ai.put("callId", callId);
            CallEvents.put(call, ai);
        }
    }
}
