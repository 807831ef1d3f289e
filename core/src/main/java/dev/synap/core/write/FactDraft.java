package dev.synap.core.write;

import tools.jackson.databind.node.ObjectNode;

/** A fact that is still without its event. */
record FactDraft(String type, ObjectNode data) {}
