package dev.synap.cli.git;

/** Told how an import gets on. Called from the importing thread, often: it must be quick. */
@FunctionalInterface
public interface ImportProgress {

    /**
     * @param commits how many commits of the history are done, those imported earlier included
     * @param total how many it has
     * @param events how many events were stored by this import
     */
    void advanced(int commits, int total, long events);

    static ImportProgress none() {
        return (commits, total, events) -> {};
    }
}
