package dev.synap.bench.run;

/** How long and how large a run of a benchmark is. */
public interface Scale {

    /** A word for it, as in {@code --quick}. */
    String name();
}
