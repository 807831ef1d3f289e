package dev.synap.store.state;

import dev.synap.core.event.Event;
import java.util.Collection;
import java.util.TreeMap;

/** Some events of one subject, and the version of the last snapshot before all of them. Not thread-safe. */
final class Stretch {

    /** One of them, and its place in the list that it comes from. */
    record Known(int index, Event event) {}

    private final String subjectId;
    private final long start;
    private final TreeMap<Long, Known> known = new TreeMap<>();

    /** @param start the version of the snapshot; 0 where there is none */
    Stretch(String subjectId, long start) {
        this.subjectId = subjectId;
        this.start = start;
    }

    void add(int index, Event event) {
        known.put(event.version(), new Known(index, event));
    }

    String subjectId() {
        return subjectId;
    }

    long start() {
        return start;
    }

    /** The events, in order. */
    Collection<Known> known() {
        return known.values();
    }

    /** The version of the last one; the snapshot's while there is none. */
    long end() {
        return known.isEmpty() ? start : known.lastKey();
    }

    /** The version up to which events must be read: those behind it are all known. */
    long unknownTo() {
        long version = end();
        while (version > start && known.containsKey(version)) {
            version--;
        }
        return version;
    }

    /** How many events must be read. */
    long unknown() {
        return unknownTo() - start;
    }
}
