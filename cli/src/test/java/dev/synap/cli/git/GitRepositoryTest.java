package dev.synap.cli.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryTest {

    @TempDir
    Path directory;

    private TestRepository repository;
    private Path elsewhere;

    @BeforeEach
    void createRepository() {
        repository = TestRepository.create(directory.resolve("wiki"));
        elsewhere = directory.resolve("elsewhere");
    }

    @Test
    void directoryWithoutRepository_isRefused() throws IOException {
        Files.createDirectories(elsewhere);

        assertRefused(elsewhere, "HEAD", elsewhere + " is not a Git repository");
        assertRefused(elsewhere.resolve("nowhere"), "HEAD", elsewhere.resolve("nowhere") + " does not exist");
    }

    @Test
    void directoryInsideARepository_isRefusedAndTheRepositoryNamed() {
        repository.write("docs/a.md", "one").commit("begin");

        assertRefused(
                repository.path().resolve("docs"),
                "HEAD",
                "%s lies inside a Git repository; name the repository itself: %s"
                        .formatted(repository.path().resolve("docs"), repository.path()));
    }

    @Test
    void repositoryWithoutCommits_isRefused() {
        assertRefused(
                repository.path(), "HEAD", repository.path() + " has no commits yet, or none on its current branch");
    }

    @Test
    void unknownBranch_isRefused() {
        repository.write("a.md", "one").commit("begin");

        assertRefused(
                repository.path(),
                "mian",
                repository.path() + " has no branch, tag or commit mian; git branch -a lists its branches");
        assertRefused(repository.path(), "a b^{", null);
    }

    @Test
    void shallowClone_isRefused() {
        repository.write("a.md", "one").commit("begin");
        repository.write("a.md", "two").commit("edit");
        String last = repository.write("a.md", "three").commit("edit");
        repository.git("clone", "-q", "--depth", "1", "file://" + repository.path(), elsewhere.toString());

        assertRefused(
                elsewhere,
                "HEAD",
                "%s is a shallow clone, whose history begins at commit %s; fetch the rest first: git fetch --unshallow"
                        .formatted(elsewhere, last));
    }

    @Test
    void repositoryWithSha256Names_isRefused() {
        TestRepository other = TestRepository.create(elsewhere, "--object-format=sha256");
        other.write("a.md", "one").commit("begin");

        assertThatThrownBy(() -> line(elsewhere, "HEAD"))
                .isInstanceOf(GitImportException.class)
                .hasMessageContaining(elsewhere.toString());
    }

    @Test
    void bareRepository_isRead() {
        String commit = repository.write("a.md", "one").commit("begin");
        repository.git("clone", "-q", "--bare", repository.path().toString(), elsewhere.toString());

        assertThat(line(elsewhere, "HEAD")).isEqualTo(commit);
    }

    @Test
    void furtherWorkingTree_isReadAtItsOwnHead() {
        repository.write("a.md", "one").commit("begin");
        repository.git("worktree", "add", "-q", "-b", "other", elsewhere.toString());
        String commit = TestRepository.at(elsewhere).write("a.md", "two").commit("edit");

        assertThat(line(elsewhere, "HEAD")).isEqualTo(commit);
        assertThat(line(repository.path(), "other")).isEqualTo(commit);
    }

    @Test
    void detachedHeadTagsAndShortIds_areFound() {
        String first = repository.write("a.md", "one").commit("begin");
        repository.git("tag", "-a", "-m", "release", "v1");
        String second = repository.write("a.md", "two").commit("edit");
        repository.git("checkout", "-q", "--detach", "v1");

        assertThat(line(repository.path(), "HEAD")).isEqualTo(first);
        assertThat(line(repository.path(), "v1")).isEqualTo(first);
        assertThat(line(repository.path(), second.substring(0, 8))).isEqualTo(second);
        assertThat(line(repository.path(), "main~1")).isEqualTo(first);
    }

    @Test
    void brokenRepository_saysWhatIsMissing() throws IOException {
        repository.write("a.md", "one").commit("begin");
        String tree = repository.output("rev-parse", "HEAD^{tree}").strip();
        Path object = repository.path().resolve(".git/objects/" + tree.substring(0, 2) + "/" + tree.substring(2));
        Files.delete(object);

        assertThatThrownBy(() -> GitImport.run(repository.path(), "HEAD", new TestLog(), ImportProgress.none()))
                .isInstanceOf(GitImportException.class)
                .hasMessageContaining("lacks a part of its history")
                .hasMessageContaining(tree);
    }

    private static String line(Path path, String ref) {
        try (GitRepository opened = GitRepository.open(path)) {
            ObjectId last = opened.firstParentLine(ref).getLast();
            return last.name();
        }
    }

    private static void assertRefused(Path path, String ref, String message) {
        assertThatThrownBy(() -> line(path, ref))
                .isInstanceOf(GitImportException.class)
                .satisfies(e -> {
                    if (message != null) {
                        assertThat(e).hasMessage(message);
                    }
                });
    }
}
