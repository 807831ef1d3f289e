package dev.synap.core.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The table of rights as people read it: the answer of the first row that fits. */
record RightsTable(List<String[]> rows) {

    private static final Set<String> CONTENT = Set.of("note", "task", "invoice");

    static RightsTable read() {
        try (InputStream file = RightsTable.class.getResourceAsStream("rights.txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return new RightsTable(text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.trim().split("\\s+", 7))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether somebody may do it, such as {@code approve role.editor}. */
    String answer(String role, String share, String protection, boolean own, String verb, String type) {
        return answer(Set.of(verb), role, share, protection, own, type);
    }

    /** Whether somebody may decide another's proposal to do it. */
    String reviewAnswer(String role, String share, String protection, boolean own, String verb, String type) {
        return answer(Set.of("review", verb), role, share, protection, own, type);
    }

    private String answer(Set<String> verbs, String role, String share, String protection, boolean own, String type) {
        for (String[] row : rows) {
            if (fits(row[0], role)
                    && fits(row[1], share)
                    && fits(row[2], protection)
                    && fits(row[3], own ? "yes" : "no")
                    && verbs.stream().anyMatch(verb -> fits(row[4], verb))
                    && (row[5].equals("content") ? CONTENT.contains(type) : fits(row[5], type))) {
                return row[6].replaceAll("\\s+", " ");
            }
        }
        throw new AssertionError("no row for %s %s %s %s %s %s".formatted(role, share, protection, own, verbs, type));
    }

    private static boolean fits(String cell, String value) {
        return cell.equals("-") || Arrays.asList(cell.split("\\|")).contains(value);
    }
}
