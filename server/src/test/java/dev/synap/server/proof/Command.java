package dev.synap.server.proof;

/**
 * Somebody does something; it reads as a sentence when a test fails.
 *
 * @param settles whether everybody waits for the end of it, and of all before it, before they go on
 */
record Command(Player player, Deed deed, boolean settles) {

    /** What may be done. */
    sealed interface Deed {}

    record Make(Thing thing, String text) implements Deed {
        @Override
        public String toString() {
            return "makes " + thing + " '" + text + "'";
        }
    }

    record Change(Thing thing, String text, Sight sight) implements Deed {
        @Override
        public String toString() {
            return "changes " + thing + " to '" + text + "'" + sight.words;
        }
    }

    /** @param verb delete, restore, archive, unarchive, complete or reopen */
    record Mark(String verb, Thing thing) implements Deed {
        @Override
        public String toString() {
            return verb + "s " + thing;
        }
    }

    record Tag(Thing thing, String tag, boolean adds) implements Deed {
        @Override
        public String toString() {
            return (adds ? "tags " : "untags ") + thing + " " + tag;
        }
    }

    /** @param verb create, update or delete */
    record Member(String verb, Player whom, String role) implements Deed {
        @Override
        public String toString() {
            return verb + "s member " + whom + (verb.equals("delete") ? "" : " as " + role);
        }
    }

    record Share(String verb, Thing thing, Player whom, String level) implements Deed {
        @Override
        public String toString() {
            return verb + "s share of " + thing + " with " + whom + (verb.equals("delete") ? "" : " to " + level);
        }
    }

    /** @param agent a user id, or a star */
    record Policy(String verb, String agent, String pattern, String effect) implements Deed {
        @Override
        public String toString() {
            return verb + "s policy " + agent + " " + pattern + (verb.equals("delete") ? "" : " " + effect);
        }
    }

    /**
     * @param verb accept, modify, reject or withdraw
     * @param which of the proposals so far, counted back from the last one
     * @param rightHash whether the reviewer has seen the content
     */
    record Review(String verb, int which, Sight sight, boolean rightHash) implements Deed {
        @Override
        public String toString() {
            return verb + "s proposal last-" + which + sight.words + (rightHash ? "" : " by another hash");
        }
    }

    /** Which version of a subject somebody believes in. */
    enum Sight {
        NONE(""),
        /** As it was when everybody last waited. */
        LAST(" (as last seen)"),
        /** As it was before it last changed. */
        EARLIER(" (as seen earlier)");

        private final String words;

        Sight(String words) {
            this.words = words;
        }
    }

    @Override
    public String toString() {
        return player + " " + deed + (settles ? " ." : "");
    }
}
