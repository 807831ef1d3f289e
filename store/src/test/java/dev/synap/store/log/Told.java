package dev.synap.store.log;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One append as its client knows it: what it asked for, and what it was told.
 *
 * @param expected the versions it expected, by subject
 * @param eventIds the events it sent, in order
 * @param answer what it was told, as {@link NodeProcess} words it
 */
record Told(String workspace, Map<String, Long> expected, List<String> eventIds, String answer) {

    static Told of(String append, String answer) {
        String[] words = append.split(" ");
        Map<String, Long> expected = new HashMap<>();
        if (!words[1].equals("-")) {
            for (String each : words[1].split(",")) {
                String[] pair = each.split("=");
                expected.put(pair[0], Long.valueOf(pair[1]));
            }
        }
        List<String> ids = Arrays.stream(words[2].split(","))
                .map(each -> each.substring(0, each.indexOf('@')))
                .toList();
        return new Told(words[0], expected, ids, answer);
    }

    boolean acknowledged() {
        return first() || answer.startsWith("repeated ");
    }

    boolean first() {
        return answer.startsWith("ok ");
    }

    /** What it was told of its events, as {@code id@position@version}. */
    List<String> receipts() {
        return List.of(answer.substring(answer.indexOf(' ') + 1).split(","));
    }
}
