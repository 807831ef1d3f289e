package dev.synap.core.write;

import dev.synap.core.error.InvalidInputException;

/**
 * Something wrong with what a request holds.
 *
 * @param path where, as {@code title} or {@code metadata.ai.reasoning.steps[0].confidence}
 * @param message what is wrong and what to do, reading on from the path
 */
public record Fault(String path, String message) {

    static Fault of(InvalidInputException e) {
        return new Fault(e.field(), String.valueOf(e.getMessage()));
    }
}
