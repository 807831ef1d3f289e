package dev.synap.cli.git;

/**
 * A file that was left out.
 *
 * @param commit the first commit in which it was
 * @param reason why, to be read after "is" or by itself
 */
public record Skipped(String path, String commit, String reason) {

    /** One line for a terminal, whatever characters the path has. */
    @Override
    public String toString() {
        return "%s (%s): %s".formatted(shown(path), commit.substring(0, 10), reason);
    }

    private static String shown(String path) {
        StringBuilder shown = new StringBuilder();
        path.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                shown.append("\\u%04x".formatted(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
