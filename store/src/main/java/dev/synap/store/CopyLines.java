package dev.synap.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows as the lines of text that COPY reads. Not thread-safe. */
public final class CopyLines {

    private final StringBuilder text = new StringBuilder();
    private boolean inLine;

    /** Adds the next value of the row. */
    public void value(@Nullable String value) {
        if (inLine) {
            text.append('\t');
        }
        inLine = true;
        if (value == null) {
            text.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c);
            }
        }
    }

    /** Ends the row. */
    public void end() {
        text.append('\n');
        inLine = false;
    }

    /** How many characters the lines have. */
    public int length() {
        return text.length();
    }

    /** Has the statement take all lines, and begins anew. */
    public void send(Connection connection, String statement) throws SQLException {
        if (text.isEmpty()) {
            return;
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
