package dev.synap.bench.history;

import dev.synap.bench.load.Comparison;
import dev.synap.bench.load.Schedule;
import dev.synap.bench.load.Side;
import dev.synap.bench.postgres.OpenLog;
import dev.synap.bench.report.Goal;
import dev.synap.bench.run.Scenario;
import dev.synap.bench.run.Stage;
import dev.synap.bench.sample.MixedLife;
import dev.synap.bench.sample.SampleEvents;
import dev.synap.bench.sample.Subjects;
import dev.synap.core.event.NewEvent;
import dev.synap.core.json.JsonObject;
import dev.synap.core.log.AppendRequest;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.Direction;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.projection.Filter;
import dev.synap.store.projection.ListQuery;
import dev.synap.store.projection.Lists;
import dev.synap.store.projection.PastLists;
import dev.synap.store.projection.RowPage;
import dev.synap.store.projection.Table;
import dev.synap.store.rebuild.Rebuild;
import dev.synap.store.rebuild.RebuildSettings;
import dev.synap.store.rebuild.Rebuilds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Lists of 50 as of any moment of a year, in a workspace whose subjects were made and changed all through it. */
final class TravelScenario implements Scenario<HistoryScale> {

    private static final Goal P99 = Goal.atMost(100).ofValue("ms");
    private static final int EVENTS_EACH = 10;
    private static final int DELETED_OF = 10;
    private static final int PAGES = 20;
    private static final int LIMIT = 50;
    private static final int BATCH = 1_000;
    private static final double LOADED_PER_SECOND = 15_000;
    private static final double REBUILT_PER_SECOND = 100_000;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final long YEAR = Duration.ofDays(365).toSeconds();
    private static final long EDITED_FOR = Duration.ofDays(60).toSeconds();
    private static final String WORKSPACE = Subjects.workspace(0);
    private static final String DATABASE = "travel";

    private final MixedLife life = new MixedLife(new SampleEvents());

    @Override
    public String name() {
        return "travel";
    }

    @Override
    public Duration estimate(HistoryScale scale) {
        double seconds = scale.events() / LOADED_PER_SECOND + scale.events() / REBUILT_PER_SECOND + 5;
        return schedule(scale).total(2).multipliedBy(Measure.values().length).plusSeconds((long) seconds);
    }

    @Override
    public void run(Stage<HistoryScale> stage) throws Exception {
        int subjects = stage.scale().events() / EVENTS_EACH;
        DatabaseSettings database = stage.postgres().createDatabase(DATABASE);
        try (OpenLog log = new OpenLog(database)) {
            stage.progress().step("loading %,d subjects of %d events each".formatted(subjects, EVENTS_EACH));
            load(log, subjects);
            stage.progress().step("projecting them");
            project(log);
            stage.postgres().checkpoint();
            PastLists past = new PastLists(log.database().dataSource(), log.states());
            Lists now = new Lists(log.database().dataSource());
            for (Measure measure : Measure.values()) {
                measure(stage, measure, past, now, subjects);
            }
        }
        stage.postgres().dropDatabase(DATABASE);
    }

    /** What is asked for. */
    private enum Measure {
        NOTES("50 notes as of any time"),
        NOTES_AT_POSITION("50 notes as of any position"),
        OLDEST_FIRST("50 notes as of any time, the oldest first"),
        PAGE_AFTER_PAGE("50 notes as of any time, %d pages in turn".formatted(PAGES)),
        EVERYTHING("50 of any type as of any time"),
        TAGGED("50 notes with one of 50 tags, as of any time");

        private final String title;

        Measure(String title) {
            this.title = title;
        }

        ListQuery query(SplittableRandom random) {
            ListQuery notes = ListQuery.of(Table.NOTES).limit(LIMIT);
            return switch (this) {
                case NOTES, NOTES_AT_POSITION, PAGE_AFTER_PAGE -> notes;
                case OLDEST_FIRST -> notes.sort(notes.sort(), Direction.FORWARD);
                case EVERYTHING -> ListQuery.ofContent().limit(LIMIT);
                case TAGGED -> notes.where(Filter.TAG, "tag" + random.nextInt(MixedLife.TAGS));
            };
        }
    }

    private static void measure(Stage<HistoryScale> stage, Measure measure, PastLists past, Lists now, int subjects)
            throws Exception {
        stage.progress().step(measure.title);
        SplittableRandom random = new SplittableRandom(23);
        long events = (long) subjects * EVENTS_EACH;
        Supplier<AsOf> points = measure == Measure.NOTES_AT_POSITION
                ? () -> AsOf.position(1 + random.nextLong(events))
                : () -> AsOf.time(START.plusSeconds(random.nextLong(YEAR)));
        Reader reader =
                new Reader(past, () -> measure.query(random), points, measure == Measure.PAGE_AFTER_PAGE ? PAGES : 1);
        Side ours = Side.single(reader::next);
        Side baseline = Side.single(
                () -> now.list(WORKSPACE, measure.query(random)).rows().size());
        Comparison comparison = Stage.readRounds(schedule(stage.scale())).alternate(ours, baseline);
        stage.add(comparison.p99(
                measure.title,
                P99,
                Stage.settings(
                        "workspace",
                        "%,d subjects, %,d events; %s; one of %d was deleted"
                                .formatted(subjects, events, MixedLife.MIX, DELETED_OF),
                        "threads",
                        "1",
                        "baseline",
                        "the same list as it is now")));
    }

    /** Reads so many pages as of each point. */
    private static final class Reader {

        private final PastLists past;
        private final Supplier<ListQuery> queries;
        private final Supplier<AsOf> points;
        private final int pages;
        private ListQuery query;
        private AsOf point;
        private int read;

        Reader(PastLists past, Supplier<ListQuery> queries, Supplier<AsOf> points, int pages) {
            this.past = past;
            this.queries = queries;
            this.points = points;
            this.pages = pages;
            this.query = queries.get();
            this.point = points.get();
        }

        long next() {
            RowPage page = past.list(WORKSPACE, query, point);
            String after = page.next();
            read++;
            if (after == null || read == pages) {
                query = queries.get();
                point = points.get();
                read = 0;
            } else {
                query = query.after(after);
            }
            return page.rows().size();
        }
    }

    private static Schedule schedule(HistoryScale scale) {
        Duration round = Duration.ofMillis(200 + scale.events() / 500);
        return new Schedule(scale.rounds(), round, round);
    }

    private static void project(OpenLog log) throws InterruptedException {
        try (Rebuilds rebuilds =
                new Rebuilds(log.database(), log.events(), RebuildSettings.defaults(List.of("writes"))).start()) {
            Rebuild rebuild = rebuilds.request(Rebuilds.ALL, "bench");
            while (rebuild.status() == Rebuild.Status.RUNNING) {
                Thread.sleep(PAUSE);
                rebuild = rebuilds.find(rebuild.id()).orElseThrow();
            }
            if (rebuild.status() != Rebuild.Status.DONE) {
                throw new IllegalStateException("the tables were not filled: " + rebuild.error());
            }
        }
    }

    private void load(OpenLog log, int subjects) {
        SplittableRandom random = new SplittableRandom(29);
        List<NewEvent> batch = new ArrayList<>();
        for (int subject = 0; subject < subjects; subject++) {
            long seconds = YEAR * subject / subjects;
            for (int version = 1; version <= EVENTS_EACH; version++) {
                boolean deleted = version == EVENTS_EACH && subject % DELETED_OF == 0;
                batch.add(at(life.event(subject, version, random), START.plusSeconds(seconds), deleted));
                seconds += random.nextLong(2 * EDITED_FOR / EVENTS_EACH);
            }
            if (batch.size() >= BATCH || subject == subjects - 1) {
                log.events().append(AppendRequest.of(WORKSPACE, batch)).orThrow();
                batch.clear();
            }
        }
    }

    private static NewEvent at(NewEvent event, Instant time, boolean deleted) {
        return new NewEvent(
                event.id(),
                deleted ? event.subjectType() + ".deleted" : event.type(),
                event.subjectId(),
                event.subjectType(),
                deleted ? JsonObject.empty() : event.data(),
                event.metadata(),
                event.userId(),
                event.source(),
                null,
                null,
                time);
    }
}
