package dev.synap.cli.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.lib.RepositoryCache.FileKey;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.util.FS;

/**
 * A Git repository, opened to be read: with a working tree, bare, or a further working tree of another.
 *
 * <p>Not thread-safe. Methods throw {@link GitImportException} where the repository cannot be read.
 */
final class GitRepository implements AutoCloseable {

    private final Path path;
    private final Repository repository;
    private final ObjectReader reader;

    private GitRepository(Path path, Repository repository) {
        this.path = path;
        this.repository = repository;
        this.reader = repository.newObjectReader();
    }

    /**
     * Opens the repository whose working tree or Git directory this is.
     *
     * @throws GitImportException when it is neither
     */
    static GitRepository open(Path path) {
        Path directory = path.toAbsolutePath().normalize();
        RepositoryBuilder builder = new RepositoryBuilder().setMustExist(true);
        if (Files.exists(directory.resolve(Constants.DOT_GIT))) {
            builder.setWorkTree(directory.toFile());
        } else if (FileKey.isGitRepository(directory.toFile(), FS.DETECTED)) {
            builder.setGitDir(directory.toFile());
        } else {
            throw GitImportException.notARepository(notFound(directory));
        }
        try {
            return new GitRepository(directory, builder.build());
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
            throw GitImportException.unreadable(
                    "%s cannot be read as a Git repository: %s".formatted(path, said(e)), e);
        }
    }

    private static String notFound(Path path) {
        if (!Files.exists(path)) {
            return path + " does not exist";
        }
        for (Path around = path.getParent(); around != null; around = around.getParent()) {
            if (Files.exists(around.resolve(Constants.DOT_GIT))) {
                return "%s lies inside a Git repository; name the repository itself: %s".formatted(path, around);
            }
        }
        return path + " is not a Git repository";
    }

    /** The last part of its path, without {@code .git}. */
    String name() {
        Path last = path.getFileName();
        String name = last == null ? "" : last.toString();
        return ValidText.of(name.endsWith(".git") ? name.substring(0, name.length() - 4) : name);
    }

    /**
     * The first-parent line that leads to a commit, oldest first: at least one commit.
     *
     * @param ref a branch, tag, commit id or anything else that {@code git rev-parse} takes, such as HEAD
     */
    List<ObjectId> firstParentLine(String ref) {
        ObjectId tip = resolve(ref);
        List<ObjectId> line = new ArrayList<>();
        try {
            Set<ObjectId> shallow = repository.getObjectDatabase().getShallowCommits();
            ObjectId next = tip;
            while (next != null) {
                line.add(next);
                if (shallow.contains(next)) {
                    throw GitImportException.shallow(
                            "%s is a shallow clone, whose history begins at commit %s; fetch the rest first: git fetch --unshallow"
                                    .formatted(path, next.name()));
                }
                RevCommit commit = parse(next);
                next = commit.getParentCount() == 0 ? null : commit.getParent(0).copy();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        Collections.reverse(line);
        return line;
    }

    GitCommit commit(ObjectId id) {
        try {
            return GitCommit.of(parse(id));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Reads objects of this repository; closed with it. */
    ObjectReader reader() {
        return reader;
    }

    GitImportException unreadable(IOException e) {
        String message = e instanceof MissingObjectException
                ? "%s lacks a part of its history (%s); if it is a partial clone, make a full one"
                        .formatted(path, said(e))
                : "%s cannot be read: %s; git fsck may say more".formatted(path, said(e));
        return GitImportException.unreadable(message, e);
    }

    @Override
    public void close() {
        reader.close();
        repository.close();
    }

    private ObjectId resolve(String ref) {
        try {
            ObjectId tip = repository.resolve(ref + "^{commit}");
            if (tip != null) {
                return tip;
            }
        } catch (RevisionSyntaxException | IOException e) {
            throw GitImportException.unknownRef("%s has no commit %s: %s".formatted(path, ref, said(e)), e);
        }
        if (ref.equals(Constants.HEAD)) {
            throw GitImportException.noHistory(path + " has no commits yet, or none on its current branch");
        }
        throw GitImportException.unknownRef(
                "%s has no branch, tag or commit %s; git branch -a lists its branches".formatted(path, ref), null);
    }

    /** Parsed by itself, so that no walk collects the commits it has seen. */
    private RevCommit parse(ObjectId id) throws IOException {
        return RevCommit.parse(reader.open(id, Constants.OBJ_COMMIT).getBytes());
    }

    private static String said(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
