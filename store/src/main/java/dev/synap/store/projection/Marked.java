package dev.synap.store.projection;

/** Whether a list shows what is marked, as deleted or as archived. */
public enum Marked {
    WITHOUT,
    ONLY,
    ALSO;

    /** The condition for a mark that this time stands for. */
    String condition(String time) {
        return switch (this) {
            case WITHOUT -> time + " IS NULL";
            case ONLY -> time + " IS NOT NULL";
            case ALSO -> "";
        };
    }
}
