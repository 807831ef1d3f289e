package dev.synap.cli.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A repository made by the git command, with the same commits on every machine. */
final class TestRepository {

    private final Path path;
    private Instant now = Instant.parse("2024-03-01T09:00:00Z");
    private String email = "alice@example.org";

    private TestRepository(Path path) {
        this.path = path;
    }

    static TestRepository create(Path path, String... options) {
        TestRepository repository = at(path);
        List<String> command = new ArrayList<>(List.of("init", "-q", "-b", "main"));
        command.addAll(List.of(options));
        repository.git(command.toArray(String[]::new));
        return repository;
    }

    /** A repository that is there already. */
    static TestRepository at(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TestRepository(path);
    }

    Path path() {
        return path;
    }

    TestRepository author(String address) {
        this.email = address;
        return this;
    }

    /** Each git command takes a minute, so that a commit made next is dated two minutes later. */
    TestRepository clock(Instant next) {
        this.now = next;
        return this;
    }

    TestRepository write(String file, String content) {
        return write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    TestRepository write(String file, byte[] content) {
        try {
            Path target = path.resolve(file);
            Files.createDirectories(target.getParent());
            Files.write(target, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestRepository link(String file, String target) {
        try {
            Files.createSymbolicLink(path.resolve(file), Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestRepository delete(String file) {
        return git("rm", "-qrf", file);
    }

    TestRepository move(String from, String to) {
        try {
            Files.createDirectories(path.resolve(to).getParent());
            Files.move(path.resolve(from), path.resolve(to));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits all there is, a minute after the commit before; gives the commit's id. */
    String commit(String message) {
        git("add", "-A");
        return commitStaged(message);
    }

    String commitStaged(String message) {
        git("commit", "-q", "--allow-empty", "--allow-empty-message", "-m", message);
        return head();
    }

    String head() {
        return output("rev-parse", "HEAD").strip();
    }

    TestRepository git(String... arguments) {
        run(new byte[0], arguments);
        return this;
    }

    String output(String... arguments) {
        return new String(run(new byte[0], arguments), StandardCharsets.UTF_8);
    }

    /** Makes commits from a stream in the format of git fast-import. */
    TestRepository fastImport(byte[] stream) {
        run(stream, "fast-import", "--quiet", "--force");
        return this;
    }

    private byte[] run(byte[] input, String... arguments) {
        now = now.plus(Duration.ofMinutes(1));
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "core.autocrlf=false", "-c", "protocol.file.allow=always"));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(path.toFile());
            isolate(builder.environment());
            Path errors = Files.createTempFile("git", ".err");
            Process process = builder.redirectError(errors.toFile()).start();
            Thread.ofVirtual().start(() -> feed(process, input));
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            process.getInputStream().transferTo(output);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + Files.readString(errors) + output);
            }
            Files.delete(errors);
            return output.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void feed(Process process, byte[] input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void isolate(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("GIT_"));
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_CONFIG_SYSTEM", "/dev/null");
        environment.put("GIT_AUTHOR_NAME", "Alice Árnadóttir");
        environment.put("GIT_AUTHOR_EMAIL", email);
        environment.put("GIT_AUTHOR_DATE", "@" + now.getEpochSecond() + " +0200");
        environment.put("GIT_COMMITTER_NAME", "Carol");
        environment.put("GIT_COMMITTER_EMAIL", "carol@example.org");
        environment.put("GIT_COMMITTER_DATE", "@" + now.getEpochSecond() + " +0000");
    }
}
