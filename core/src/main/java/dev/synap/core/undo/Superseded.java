package dev.synap.core.undo;

import dev.synap.core.history.Origin;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A field that somebody has written later than what is taken back.
 *
 * @param path a JSON Pointer; empty for the subject as a whole
 * @param by the last fact that wrote to it
 * @param now the value that somebody wrote; null where there is none
 */
public record Superseded(String path, Origin by, @Nullable JsonNode now) {}
