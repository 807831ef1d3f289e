package dev.synap.cli.git;

import dev.synap.core.event.NewEvent;
import dev.synap.core.json.Json;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the git command says of a repository. Shares no code with the import. */
final class GitOracle implements AutoCloseable {

    private static final String FILE = "100";
    private static final String TREE = "40000";

    private final TestRepository repository;
    private final Process process;
    private final DataInputStream answers;
    private final Map<String, byte[]> blobs = new HashMap<>();
    private final Map<String, Map<String, String>> trees = new HashMap<>();

    GitOracle(Path path) {
        this.repository = TestRepository.at(path);
        try {
            this.process = new ProcessBuilder("git", "cat-file", "--batch")
                    .directory(path.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    /** The commits of the first-parent line, oldest first. */
    List<String> line(String ref) {
        return repository
                .output("rev-list", "--first-parent", "--reverse", ref)
                .lines()
                .toList();
    }

    /** Committer dates in seconds since 1970, by commit. */
    Map<String, Long> dates(String ref) {
        Map<String, Long> dates = new HashMap<>();
        repository
                .output("log", "--first-parent", "--format=%H %ct", ref)
                .lines()
                .forEach(line -> {
                    String[] parts = line.split(" ");
                    dates.put(parts[0], Long.parseLong(parts[1]));
                });
        return dates;
    }

    /** The text files as of a commit: the blob of each path. */
    Map<String, String> textFiles(String commit) {
        String text = new String(object(commit), StandardCharsets.ISO_8859_1);
        Map<String, String> files = new TreeMap<>();
        tree(text.substring("tree ".length(), "tree ".length() + 40)).forEach((path, blob) -> {
            String name = utf8(path.getBytes(StandardCharsets.ISO_8859_1));
            if (name != null && isText(name, blob(blob))) {
                files.put(name, blob);
            }
        });
        return files;
    }

    byte[] blob(String id) {
        return blobs.computeIfAbsent(id, this::object);
    }

    private Map<String, String> tree(String id) {
        Map<String, String> known = trees.get(id);
        if (known != null) {
            return known;
        }
        Map<String, String> files = new HashMap<>();
        ByteBuffer bytes = ByteBuffer.wrap(object(id));
        while (bytes.hasRemaining()) {
            String mode = until(bytes, ' ');
            String name = until(bytes, '\0');
            byte[] object = new byte[20];
            bytes.get(object);
            String child = HexFormat.of().formatHex(object);
            if (mode.equals(TREE)) {
                tree(child).forEach((path, blob) -> files.put(name + "/" + path, blob));
            } else if (mode.startsWith(FILE)) {
                files.put(name, child);
            }
        }
        trees.put(id, files);
        return files;
    }

    private static String until(ByteBuffer bytes, char end) {
        StringBuilder text = new StringBuilder();
        for (char c = (char) (bytes.get() & 0xff); c != end; c = (char) (bytes.get() & 0xff)) {
            text.append(c);
        }
        return text.toString();
    }

    private static boolean isText(String path, byte[] content) {
        String text = utf8(content);
        if (text == null || text.indexOf('\0') >= 0) {
            return false;
        }
        if (content.length < NewEvent.MAX_DATA_BYTES / 7) {
            return true;
        }
        String data = Json.write(Json.newObject()
                .put("title", NoteEvents.title(path))
                .put("path", path)
                .put("content", text));
        return data.getBytes(StandardCharsets.UTF_8).length <= NewEvent.MAX_DATA_BYTES;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    @SuppressWarnings("deprecation") // The header is ASCII.
    private byte[] object(String id) {
        try {
            process.getOutputStream().write((id + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
            String header = answers.readLine();
            byte[] content = new byte[Integer.parseInt(header.substring(header.lastIndexOf(' ') + 1))];
            answers.readFully(content);
            answers.readByte();
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
