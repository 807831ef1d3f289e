package dev.synap.server.audit;

import dev.synap.server.json.WireJson;
import java.io.IOException;
import java.io.OutputStream;

/** The forms that the audit log is exported in. */
enum ExportFormat {
    NDJSON("ndjson", ExportFormat.LINES),
    CSV("csv", ExportFormat.TABLE + ";header=present;charset=UTF-8");

    static final String LINES = "application/x-ndjson";
    static final String TABLE = "text/csv";

    private final String suffix;
    private final String contentType;

    ExportFormat(String suffix, String contentType) {
        this.suffix = suffix;
        this.contentType = contentType;
    }

    /** The end of a file's name. */
    String suffix() {
        return suffix;
    }

    String contentType() {
        return contentType;
    }

    /** Begins a file, to which entries are written one by one. */
    Entries to(OutputStream out) throws IOException {
        return switch (this) {
            case NDJSON -> new Lines(out);
            case CSV -> CsvTable.begin(out);
        };
    }

    /** A file that is being written. Not thread-safe. */
    interface Entries {

        void write(AuditEntry entry) throws IOException;

        /** Sends everything on its way. */
        void flush() throws IOException;
    }

    private record Lines(OutputStream out) implements Entries {
        @Override
        public void write(AuditEntry entry) throws IOException {
            out.write(WireJson.mapper().writeValueAsBytes(entry));
            out.write('\n');
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
