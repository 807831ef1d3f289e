package dev.synap.store.rebuild;

/** Another node has taken the rebuild over, or it was ended. */
final class RebuildLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RebuildLostException(String rebuildId) {
        super("the rebuild " + rebuildId + " goes on elsewhere");
    }
}
