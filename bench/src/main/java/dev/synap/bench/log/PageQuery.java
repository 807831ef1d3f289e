package dev.synap.bench.log;

import dev.synap.core.log.EventQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A query of pages, for the log and as SQL. What it asks for follows from a seed: a number below the size
 * of the log.
 *
 * @param by what is asked for, in words
 * @param condition in SQL, beside that of workspace and position
 * @param values of the condition's parameters
 * @param starts what part of the log a page may start in: 1 for all, 2 for the first half, 0 for the
 *     beginning only
 */
record PageQuery(
        String by, String condition, IntFunction<EventQuery> query, IntFunction<List<Object>> values, int starts) {

    /** The position that the page begins behind. */
    long after(int seed) {
        return starts == 0 ? 0 : seed / starts;
    }

    /** The parameters of the whole statement. */
    List<Object> values(int seed) {
        List<Object> all = new ArrayList<>();
        all.add(ReadData.WORKSPACE);
        all.addAll(values.apply(seed));
        all.add(after(seed));
        return all;
    }
}
