package dev.synap.core.access;

/**
 * Something an actor may want to do, written {@code entities.update.note} or {@code proposals.accept.note}.
 *
 * @param family {@code entities}, {@code proposals} or {@code history}
 * @param verb the wish, as {@code update}
 * @param type the type of the entity; for a proposal, of the entity that it would change
 */
public record Action(String family, String verb, String type) {

    public static final String ENTITIES = "entities";
    public static final String PROPOSALS = "proposals";
    public static final String HISTORY = "history";

    /** A wish to change an entity. */
    public static Action entity(String verb, String type) {
        return new Action(ENTITIES, verb, type);
    }

    /** A wish to decide a proposal about an entity of this type. */
    public static Action proposal(String verb, String type) {
        return new Action(PROPOSALS, verb, type);
    }

    /** A wish to take back what was done to an entity of this type. */
    public static Action history(String verb, String type) {
        return new Action(HISTORY, verb, type);
    }

    /** The form that policies match and people read, such as {@code entities.update.note}. */
    public String text() {
        return family + "." + verb + "." + type;
    }

    @Override
    public String toString() {
        return text();
    }
}
