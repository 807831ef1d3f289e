package dev.synap.cli.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The history of this very project, as a large and real input. */
class OwnHistoryTest {

    @Test
    void everyFileOfEveryCommit_isTheNoteThatGitSays() {
        Path project = Path.of("..").toAbsolutePath().normalize();
        assumeThat(project.resolve(".git"))
                .as("this project is no Git repository here")
                .matches(Files::exists);
        assumeThat(TestRepository.at(project)
                        .output("rev-parse", "--is-shallow-repository")
                        .strip())
                .as("shallow clone: the whole history is needed")
                .isEqualTo("false");
        String head = TestRepository.at(project).head();
        TestLog log = new TestLog();
        List<Integer> progress = new ArrayList<>();

        ImportSummary summary = GitImport.run(project, head, log, (commits, total, events) -> progress.add(commits));

        assertThat(summary.commits()).isEqualTo(progress.getLast());
        assertThat(progress).isSorted();
        assertThat(ImportCheck.of(project, head, log).foldedAsOfEveryCommit()).isGreaterThan(100);
    }
}
