package dev.synap.server.proof;

import java.util.Set;

/**
 * How a request must end.
 *
 * @param kinds for a rejection, the kinds of reasons that there are: any of them may be told
 */
record Verdict(End end, Set<Kind> kinds) {

    enum End {
        VALIDATED,
        REJECTED,
        PROPOSED
    }

    /** Kinds of reasons, by the rules that stand for them. */
    enum Kind {
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        INVALID;

        static Kind ofRule(String rule) {
            return switch (rule) {
                case "request.invalid", "schema.invalid" -> INVALID;
                case "entity.not_found", "entity.deleted", "proposal.not_found" -> NOT_FOUND;
                case "entity.exists",
                        "entity.moved_on",
                        "proposal.stale",
                        "proposal.content_changed",
                        "proposal.already_decided",
                        "proposal.expired" -> CONFLICT;
                default -> FORBIDDEN;
            };
        }
    }

    static final Verdict VALIDATED = new Verdict(End.VALIDATED, Set.of());
    static final Verdict PROPOSED = new Verdict(End.PROPOSED, Set.of());

    static Verdict rejected(Set<Kind> kinds) {
        return new Verdict(End.REJECTED, Set.copyOf(kinds));
    }

    @Override
    public String toString() {
        return end == End.REJECTED ? end + " as " + kinds : end.toString();
    }
}
