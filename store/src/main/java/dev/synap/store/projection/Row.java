package dev.synap.store.projection;

import dev.synap.core.json.JsonObject;

/**
 * A subject as its row shows it.
 *
 * @param version the version of the last fact, as {@code expectedVersion} is compared with it
 * @param position the position of that fact
 * @param state all fields, those without a column too
 */
public record Row(String id, String type, long version, long position, JsonObject state) {}
