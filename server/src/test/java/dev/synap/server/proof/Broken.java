package dev.synap.server.proof;

import java.util.ArrayList;
import java.util.List;

/** The promises that a checker found broken, each in a sentence. */
final class Broken {

    private final List<String> promises = new ArrayList<>();

    void add(String sentence, Object... about) {
        promises.add(sentence.formatted(about));
    }

    void unless(boolean holds, String sentence, Object... about) {
        if (!holds) {
            add(sentence, about);
        }
    }

    List<String> promises() {
        return List.copyOf(promises);
    }
}
