package dev.synap.server.extract;

import dev.synap.core.write.ReasoningTrace.Step;
import dev.synap.server.extract.Judge.Verdict;
import dev.synap.server.extract.Names.Name;
import java.util.ArrayList;
import java.util.List;

/** Says step by step how a suggestion came about. */
final class Reasons {

    private static final double SURE_DATE = 0.98;
    private static final double CONVENTIONAL_DATE = 0.85;
    private static final double SURE_NAME = 0.95;

    private final List<Step> steps = new ArrayList<>();

    List<Step> steps() {
        return steps;
    }

    void task(Verdict verdict, String title, double confidence) {
        String found = switch (verdict.cue().kind()) {
            case BOX -> "Found an open box";
            case EVENT -> "Detected something that will be: " + verdict.cue().words();
            case ACTION -> "Detected action phrase: " + verdict.cue().words();
        };
        steps.add(new Step(found, "Suggest the task \"" + title + "\"", confidence));
        for (String words : verdict.against()) {
            steps.add(new Step("Found what speaks against it: " + words, "Lower the confidence", null));
        }
    }

    /** @param convention whether it is only what most people mean by these words */
    void due(String words, Due due, boolean convention) {
        double confidence = convention ? CONVENTIONAL_DATE : SURE_DATE;
        String found = "Extracted temporal constraint: " + words + " → " + due;
        steps.add(new Step(found, "Set due date to " + due, confidence));
    }

    void recurrence(String words) {
        steps.add(new Step("Found that it recurs: " + words, "Set recurrence to " + words, SURE_DATE));
    }

    void name(Name name) {
        String what = name.person() ? "person" : "project";
        String found = "Recognised the " + what + " " + name.text();
        steps.add(new Step(found, "Link the " + what + " " + name.id(), SURE_NAME));
    }

    void tag(String tag) {
        steps.add(new Step("Found the tag #" + tag, "Add the tag " + tag, 1.0));
    }
}
