package dev.synap.cli.git;

import dev.synap.core.fold.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Imports the first-parent history of a Git repository, oldest commit first: each text file is a note, each
 * commit one change. What was imported before is walked again, to know which note lies where, but not sent.
 *
 * <p>Holds the list of commits, the paths of the notes and at most two appends in memory. Not thread-safe.
 */
public final class GitImport {

    private final GitRepository repository;
    private final ImportLog log;
    private final ImportProgress progress;
    private final List<ObjectId> line;
    private final ImportSubject subject;
    private final ImportPoint start;
    private final ImportUpload upload;

    private final TreeDiff diff;
    private final Notes notes = new Notes();
    private final NotePlanner planner;
    private final NoteEvents noteEvents;
    private final Map<String, Skipped> skipped = new LinkedHashMap<>();
    private int datesReplaced;
    private int messagesCut;

    private GitImport(GitRepository repository, String ref, ImportLog log, ImportProgress progress) {
        this.repository = repository;
        this.log = log;
        this.progress = progress;
        this.line = repository.firstParentLine(ref);
        this.subject = new ImportSubject(line.getFirst().name(), repository.name());
        State state = log.state(subject.id());
        this.start = ImportPoint.from(state);
        this.upload = new ImportUpload(log, subject, state.version(), start);
        NoteTexts texts = new NoteTexts(repository.reader());
        this.diff = new TreeDiff(repository.reader());
        this.planner = new NotePlanner(line.getFirst().name(), texts, notes);
        this.noteEvents = new NoteEvents(texts);
        refuseOtherHistory(ref);
    }

    /**
     * Imports what is new.
     *
     * @param path the repository: its working tree or its Git directory
     * @param ref the branch, tag or commit whose history to import, such as HEAD
     * @throws GitImportException when it cannot; what was stored until then stays, and the next import goes on
     *     from there
     */
    public static ImportSummary run(Path path, String ref, ImportLog log, ImportProgress progress) {
        try (GitRepository repository = GitRepository.open(path)) {
            return new GitImport(repository, ref, log, progress).run();
        }
    }

    private ImportSummary run() {
        ObjectId before = null;
        for (int i = 0; i < line.size(); i++) {
            GitCommit commit = repository.commit(line.get(i));
            NotePlan plan = plan(commit, before);
            if (i >= start.commits()) {
                send(commit, plan, i + 1);
            } else if (i == start.commits() - 1) {
                refuseOtherNotes();
            }
            before = commit.tree();
            progress.advanced(i + 1, line.size(), upload.events());
        }
        upload.finish();
        progress.advanced(line.size(), line.size(), upload.events());
        return summary();
    }

    private NotePlan plan(GitCommit commit, @Nullable ObjectId before) {
        try {
            return planner.follow(commit.id(), diff.between(before, commit.tree()));
        } catch (IOException e) {
            throw repository.unreadable(e);
        }
    }

    private void send(GitCommit commit, NotePlan plan, int number) {
        Provenance provenance = new Provenance(commit);
        upload.begin(commit.id());
        try {
            List<NoteChange> changes = plan.changes();
            for (NoteChange change : changes.subList(start.storedOf(commit.id()), changes.size())) {
                upload.add(commit.id(), noteEvents.event(provenance, change));
            }
        } catch (IOException e) {
            throw repository.unreadable(e);
        }
        upload.end(new ImportPoint(number, commit.id(), notes.count(), notes.fingerprint(), null));
        plan.skipped().forEach(each -> skipped.putIfAbsent(each.path(), each));
        datesReplaced += provenance.dateReplaced() ? 1 : 0;
        messagesCut += provenance.messageCut() ? 1 : 0;
    }

    private void refuseOtherHistory(String ref) {
        int done = start.commits();
        String last = start.commit();
        boolean lastIsHere = last == null
                || (done <= line.size() && line.get(done - 1).name().equals(last));
        ImportPoint.Partial partial = start.partial();
        boolean partialIsHere =
                partial == null || (done < line.size() && line.get(done).name().equals(partial.commit()));
        if (!lastIsHere || !partialIsHere) {
            String missing = !lastIsHere || partial == null ? String.valueOf(last) : partial.commit();
            throw GitImportException.rewritten(
                    "commit %s was imported, but is not on the first-parent line of %s: another branch is checked out, or the history was rewritten. Name the branch that was imported with --ref, or import into a new workspace with --workspace"
                            .formatted(missing, ref));
        }
    }

    private void refuseOtherNotes() {
        if (notes.count() != start.notes() || !notes.fingerprint().equals(start.fingerprint())) {
            throw GitImportException.rewritten(
                    "the history up to commit %s now reads differently than when it was imported (%d notes, then %d), as after a change in how renames are found. Import it into a new workspace with --workspace"
                            .formatted(start.commit(), notes.count(), start.notes()));
        }
    }

    private ImportSummary summary() {
        return new ImportSummary(
                line.size() - start.commits(),
                start.commits(),
                upload.events(),
                notes.count(),
                new ArrayList<>(skipped.values()),
                datesReplaced,
                messagesCut,
                subject.id());
    }
}
