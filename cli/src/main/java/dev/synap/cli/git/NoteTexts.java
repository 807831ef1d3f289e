package dev.synap.cli.git;

import dev.synap.core.event.NewEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Reads files as the text of notes: the exact bytes, without any conversion of line ends.
 *
 * <p>Whether a file is text follows from its path and content alone, never from what was imported before.
 * Not thread-safe.
 */
final class NoteTexts {

    private final ObjectReader reader;

    NoteTexts(ObjectReader reader) {
        this.reader = reader;
    }

    NoteText read(FileVersion file) throws IOException {
        if (FileMode.SYMLINK.equals(file.mode())) {
            return new NoteText.None("a symbolic link");
        }
        if (FileMode.GITLINK.equals(file.mode())) {
            return new NoteText.None("a submodule");
        }
        ObjectLoader blob = reader.open(file.blob(), Constants.OBJ_BLOB);
        if (blob.getSize() > NewEvent.MAX_DATA_BYTES) {
            return tooLarge(blob.getSize());
        }
        byte[] bytes = blob.getCachedBytes(NewEvent.MAX_DATA_BYTES);
        int contentBytes = 0;
        for (byte each : bytes) {
            if (each == 0) {
                return new NoteText.None("binary (it has a NUL byte)");
            }
            contentBytes += escapedLength(each);
        }
        String text = ValidText.decode(bytes);
        if (text == null) {
            return new NoteText.None("not UTF-8");
        }
        long inEvent = contentBytes + NoteEvents.createdOverhead(file.path());
        return inEvent > NewEvent.MAX_DATA_BYTES ? tooLarge(inEvent) : new NoteText.Text(text, contentBytes);
    }

    private static NoteText tooLarge(long bytes) {
        return new NoteText.None(
                "too large (%,d bytes as an event, which holds %,d)".formatted(bytes, NewEvent.MAX_DATA_BYTES));
    }

    /** How many bytes text takes in JSON, without the quotes. */
    static int escapedLength(String text) {
        int length = 0;
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            length += escapedLength(each);
        }
        return length;
    }

    private static int escapedLength(byte each) {
        return switch (each) {
            case '"', '\\', '\b', '\t', '\n', '\f', '\r' -> 2;
            default -> each >= 0 && each < ' ' ? 6 : 1;
        };
    }
}
