package dev.synap.client;

/** What a list can be sorted by. */
public enum Sort {
    CREATED_AT("created_at"),
    UPDATED_AT("updated_at"),
    TITLE("title"),
    DUE_DATE("due_date");

    private final String text;

    Sort(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
