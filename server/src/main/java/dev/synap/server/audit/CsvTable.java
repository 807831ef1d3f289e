package dev.synap.server.audit;

import dev.synap.core.event.Timestamps;
import dev.synap.core.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Entries as a table (RFC 4180), a row each, under the names of the columns. What changed stands in three cells: the
 * paths, and by path the values before and after, as JSON.
 *
 * <p>Whoever writes a title or a reason must not run anything in the auditor's spreadsheet: text that would begin a
 * formula there has an apostrophe in front of it.
 */
final class CsvTable implements ExportFormat.Entries {

    private static final List<String> COLUMNS = List.of(
            "position",
            "timestamp",
            "recordedAt",
            "userId",
            "userName",
            "sentence",
            "type",
            "subjectType",
            "subjectId",
            "title",
            "version",
            "source",
            "ipAddress",
            "browser",
            "userAgent",
            "reason",
            "paths",
            "before",
            "after",
            "eventId",
            "correlationId");

    private static final String BEGINS_FORMULA = "=+-@\t\r\n";

    private final CSVPrinter table;

    private CsvTable(CSVPrinter table) {
        this.table = table;
    }

    /** Writes the names of the columns. */
    static CsvTable begin(OutputStream out) throws IOException {
        Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        CSVPrinter table = new CSVPrinter(text, CSVFormat.RFC4180);
        table.printRecord(COLUMNS);
        return new CsvTable(table);
    }

    @Override
    public void write(AuditEntry entry) throws IOException {
        table.printRecord((Object[]) row(entry));
    }

    @Override
    public void flush() throws IOException {
        table.flush();
    }

    private static String[] row(AuditEntry entry) {
        return new String[] {
            Long.toString(entry.position()),
            Timestamps.format(entry.timestamp()),
            Timestamps.format(entry.recordedAt()),
            cell(entry.userId()),
            cell(entry.userName()),
            cell(entry.sentence()),
            cell(entry.type()),
            cell(entry.subjectType()),
            cell(entry.subjectId()),
            cell(entry.title()),
            Long.toString(entry.version()),
            cell(entry.source()),
            cell(entry.ipAddress()),
            cell(entry.browser()),
            cell(entry.userAgent()),
            cell(entry.reason()),
            cell(entry.changes().stream().map(AuditEntry.Change::path).collect(Collectors.joining(" "))),
            values(entry, AuditEntry.Change::before),
            values(entry, AuditEntry.Change::after),
            cell(entry.eventId()),
            cell(entry.correlationId())
        };
    }

    /** Text that no spreadsheet computes. */
    static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        return BEGINS_FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }

    private static String values(AuditEntry entry, Function<AuditEntry.Change, @Nullable JsonNode> side) {
        ObjectNode values = Json.newObject();
        entry.changes().forEach(change -> {
            JsonNode value = side.apply(change);
            if (value != null) {
                values.set(change.path(), value);
            }
        });
        return values.isEmpty() ? "" : Json.write(values);
    }
}
