package dev.synap.store.projection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a list is sorted by; subjects that are equal in it follow by id. */
public enum Sort {
    CREATED_AT("r.created_at", true),
    UPDATED_AT("r.updated_at", true),
    /** By the first 120 characters, without regard to case; no title comes before all titles. */
    TITLE("coalesce(lower(left(r.title, 120)), '') COLLATE \"C\"", false),
    /** No due date comes after all due dates. */
    DUE_DATE("coalesce(r.due_date, 'infinity')", true);

    private final String expression;
    private final boolean time;

    Sort(String expression, boolean time) {
        this.expression = expression;
        this.time = time;
    }

    /** The sort by its name in queries, such as {@code created_at}. */
    public static Optional<Sort> named(String text) {
        return Arrays.stream(values()).filter(sort -> sort.text().equals(text)).findFirst();
    }

    /** Its name in queries, such as {@code created_at}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As it stands in the index that serves it: {@code <table>_by_created}, {@code _by_updated} and so on. */
    String expression() {
        return expression;
    }

    boolean isTime() {
        return time;
    }
}
