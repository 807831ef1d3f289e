package dev.synap.server.assistant;

import java.util.List;

/** STANDIN */
public final class BuiltIn implements Suggester {
    @Override
    public List<Suggestion> suggest(String text, Setting setting) {
        return List.of();
    }
}
