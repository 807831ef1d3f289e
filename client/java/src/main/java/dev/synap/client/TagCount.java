package dev.synap.client;

import tools.jackson.databind.node.ObjectNode;

/**
 * A tag in use.
 *
 * @param subjects how many entities have it
 */
public record TagCount(String tag, long subjects) {

    static TagCount from(ObjectNode row) {
        return new TagCount(Wire.text(row, "tag"), Wire.number(row, "subjects"));
    }
}
