package dev.synap.core.access;

/** Who acts. */
public record Actor(String userId, ActorKind kind) {

    /** The user id of Synap itself, which no account may have. */
    public static final String SYSTEM_ID = "system";

    public static Actor person(String userId) {
        return new Actor(userId, ActorKind.PERSON);
    }

    public static Actor agent(String userId) {
        return new Actor(userId, ActorKind.AGENT);
    }

    public static Actor system() {
        return new Actor(SYSTEM_ID, ActorKind.SYSTEM);
    }
}
