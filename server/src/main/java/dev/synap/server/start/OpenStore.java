package dev.synap.server.start;

import dev.synap.core.error.StoreUnavailableException;
import dev.synap.core.event.Ids;
import dev.synap.core.log.EventLog;
import dev.synap.core.write.WriteFlow;
import dev.synap.server.assistant.Acquaintances;
import dev.synap.server.assistant.Assistant;
import dev.synap.server.assistant.ModelReader;
import dev.synap.server.assistant.Readings;
import dev.synap.server.assistant.Writings;
import dev.synap.server.checkpoint.CheckpointFile;
import dev.synap.server.extract.Extractor;
import dev.synap.server.llm.LanguageModel;
import dev.synap.server.llm.Telemetry;
import dev.synap.server.subject.CurrentSettings;
import dev.synap.server.webhook.Receivers;
import dev.synap.server.webhook.Secrets;
import dev.synap.server.webhook.Sender;
import dev.synap.server.worker.People;
import dev.synap.server.worker.ProposalExpiry;
import dev.synap.server.worker.SubjectSources;
import dev.synap.server.worker.UndoPreviews;
import dev.synap.server.worker.WriteWorker;
import dev.synap.store.Database;
import dev.synap.store.DatabaseSettings;
import dev.synap.store.access.ApiKeys;
import dev.synap.store.access.FirstAccess;
import dev.synap.store.access.KeySecret;
import dev.synap.store.access.Passwords;
import dev.synap.store.access.Users;
import dev.synap.store.access.Workspaces;
import dev.synap.store.dispatch.DispatchView;
import dev.synap.store.dispatch.DueProposals;
import dev.synap.store.feed.Feed;
import dev.synap.store.feed.FeedSettings;
import dev.synap.store.feed.Parked;
import dev.synap.store.feed.Subscriber;
import dev.synap.store.log.CausedEvents;
import dev.synap.store.log.PostgresEventLog;
import dev.synap.store.postgres.LocalPostgres;
import dev.synap.store.postgres.LocalPostgresSettings;
import dev.synap.store.postgres.PostgresStartException;
import dev.synap.store.projection.Commentary;
import dev.synap.store.projection.Lists;
import dev.synap.store.projection.Memberships;
import dev.synap.store.projection.PastLists;
import dev.synap.store.projection.Projections;
import dev.synap.store.projection.ProposalCounts;
import dev.synap.store.projection.Referring;
import dev.synap.store.reading.ModelCalls;
import dev.synap.store.reading.ReadingQueue;
import dev.synap.store.reading.SuggestedWords;
import dev.synap.store.rebuild.RebuildSettings;
import dev.synap.store.rebuild.Rebuilds;
import dev.synap.store.restore.LogRestore;
import dev.synap.store.state.AuthoredSubjects;
import dev.synap.store.state.LatestEvents;
import dev.synap.store.state.Snapshots;
import dev.synap.store.state.StateReader;
import dev.synap.store.state.StatesAround;
import dev.synap.store.webhook.Deliveries;
import dev.synap.store.webhook.DeliveryQueue;
import dev.synap.store.webhook.WebhookSubscriber;
import dev.synap.store.webhook.Webhooks;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The store with everything it stands on, opened in order and closed in the opposite one: the log, the
 * snapshots, the connections, and PostgreSQL itself where the server runs it.
 */
final class OpenStore implements AutoCloseable {

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final String place;
    private final EventLog log;
    private final StateReader states;
    private final StatesAround statesAround;
    private final CausedEvents causedEvents;
    private final Users users;
    private final Workspaces workspaces;
    private final ApiKeys keys;
    private final Passwords passwords;
    private final Lists lists;
    private final Commentary commentary;
    private final ProposalCounts proposalCounts;
    private final PastLists pastLists;
    private final Memberships memberships;
    private final DispatchView dispatch;
    private final Feed feed;
    private final Parked parked;
    private final Rebuilds rebuilds;
    private final LogRestore restore;
    private final UndoPreviews previews;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Receivers receivers;
    private final Secrets webhookSecrets;
    private final Optional<KeySecret> firstKey;

    /**
     * @param progress is told what takes a while
     * @throws StartException when the database cannot be started, reached or used
     */
    static OpenStore open(ServerSettings settings, Consumer<String> progress) {
        try {
            return new OpenStore(settings, progress);
        } catch (PostgresStartException | StoreUnavailableException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private OpenStore(ServerSettings settings, Consumer<String> progress) {
        try {
            DatabaseSettings target;
            if (settings.database().isPresent()) {
                target = settings.database().get();
                this.place = target.jdbcUrl();
            } else {
                LocalPostgres postgres = keep(LocalPostgres.start(
                        LocalPostgresSettings.at(settings.dataDir()).withProgress(progress)));
                keep(PostgresKeeper.start(postgres));
                target = DatabaseSettings.of(postgres.jdbcUrl(), postgres.user(), postgres.password());
                this.place = settings.dataDir().toAbsolutePath().normalize() + " (PostgreSQL " + postgres.version()
                        + ", port " + postgres.port() + ")";
            }
            Database database = keep(Database.connect(target));
            keep(PartitionKeeper.start(database));
            Snapshots snapshots = keep(new Snapshots(database.dataSource(), Snapshots.DEFAULT_INTERVAL).start());
            PostgresEventLog events = keep(new PostgresEventLog(database, Clock.systemUTC(), snapshots));
            this.log = events;
            this.states = new StateReader(database.dataSource(), snapshots);
            this.statesAround = new StatesAround(database.dataSource(), snapshots);
            this.causedEvents = new CausedEvents(database.dataSource());
            this.users = new Users(database.dataSource());
            this.workspaces = new Workspaces(database.dataSource());
            this.keys = new ApiKeys(database.dataSource(), Ids.random());
            this.passwords = new Passwords(database.dataSource());
            this.lists = new Lists(database.dataSource());
            this.proposalCounts = new ProposalCounts(database.dataSource());
            this.commentary = new Commentary(database.dataSource());
            this.pastLists = new PastLists(database.dataSource(), states);
            this.memberships = new Memberships(database.dataSource());
            this.dispatch = new DispatchView(database.dataSource());
            this.parked = new Parked(database, events, Clock.systemUTC());
            SubjectSources subjects = new SubjectSources(
                    log,
                    new LatestEvents(database.dataSource()),
                    states,
                    new People(users, workspaces),
                    new Referring(database.dataSource()),
                    new AuthoredSubjects(database.dataSource()));
            WriteFlow flow = new WriteFlow(settings.proposalExpiry());
            WriteWorker writes = new WriteWorker(flow, subjects);
            this.previews = new UndoPreviews(flow, subjects);
            Telemetry telemetry = keep(settings.model().isPresent() ? Telemetry.of(System.getenv()) : Telemetry.none());
            ReadingQueue texts = new ReadingQueue(database.dataSource());
            CurrentSettings workspaceSettings = new CurrentSettings(states);
            Writings writings = new Writings(
                    log,
                    memberships,
                    users,
                    new Acquaintances(lists, users),
                    workspaceSettings,
                    Extractor.english(),
                    Clock.systemUTC());
            Readings readings = new Readings(
                    log,
                    writings,
                    workspaceSettings,
                    texts,
                    new ModelCalls(database.dataSource()),
                    new SuggestedWords(database.dataSource()),
                    settings.model()
                            .map(model -> new Readings.Asked(keep(new LanguageModel(model, telemetry.api())), model)),
                    Clock.systemUTC());
            Assistant assistant = new Assistant(log, writings, readings);
            this.webhooks = new Webhooks(database.dataSource(), events);
            this.deliveries = new Deliveries(database.dataSource());
            this.receivers = new Receivers(settings.webhooks());
            CheckpointFile keyFile = new CheckpointFile(settings.dataDir());
            this.webhookSecrets = new Secrets(() -> keyFile.secretFor("secrets of webhooks"));
            List<Subscriber> subscribers =
                    List.of(writes, new Projections(), assistant, new WebhookSubscriber(database.dataSource()));
            this.feed = keep(new Feed(database, events, subscribers, FeedSettings.defaults()));
            this.firstKey = new FirstAccess(users, workspaces, keys).ensure(settings.adminKey());
            this.restore = new LogRestore(database, Clock.systemUTC(), List.of(writes.name(), Assistant.NAME));
            this.rebuilds = keep(new Rebuilds(database, log, RebuildSettings.defaults(List.of(writes.name()))).start());
            sayWhatIsMissing(progress);
            feed.start();
            keep(new ProposalExpiry(new DueProposals(database.dataSource()), log, Clock.systemUTC()).start());
            keep(new ModelReader(texts, readings).start());
            DeliveryQueue queue =
                    new DeliveryQueue(database.dataSource(), settings.webhooks().patience());
            keep(new Sender(queue, log, webhookSecrets, receivers, settings.webhooks(), Clock.systemUTC()).start());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void sayWhatIsMissing(Consumer<String> progress) {
        List<String> missing = rebuilds.missingTables();
        if (!missing.isEmpty()) {
            progress.accept("These tables are missing: " + String.join(", ", missing)
                    + ". They are made from the log: ./synap rebuild all makes them again.");
        }
    }

    /** Where the data lies, in words for a person. */
    String place() {
        return place;
    }

    EventLog log() {
        return log;
    }

    StateReader states() {
        return states;
    }

    StatesAround statesAround() {
        return statesAround;
    }

    CausedEvents causedEvents() {
        return causedEvents;
    }

    Users users() {
        return users;
    }

    Workspaces workspaces() {
        return workspaces;
    }

    ApiKeys keys() {
        return keys;
    }

    Passwords passwords() {
        return passwords;
    }

    Lists lists() {
        return lists;
    }

    ProposalCounts proposalCounts() {
        return proposalCounts;
    }

    Commentary commentary() {
        return commentary;
    }

    PastLists pastLists() {
        return pastLists;
    }

    Memberships memberships() {
        return memberships;
    }

    Feed feed() {
        return feed;
    }

    DispatchView dispatch() {
        return dispatch;
    }

    UndoPreviews previews() {
        return previews;
    }

    Parked parked() {
        return parked;
    }

    Rebuilds rebuilds() {
        return rebuilds;
    }

    LogRestore restore() {
        return restore;
    }

    Webhooks webhooks() {
        return webhooks;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    Receivers receivers() {
        return receivers;
    }

    Secrets webhookSecrets() {
        return webhookSecrets;
    }

    /** The first key, where this start has made it. */
    Optional<KeySecret> firstKey() {
        return firstKey;
    }

    /** Closes all that is open, even when some of it fails to. Closing twice is safe. */
    @Override
    public synchronized void close() {
        RuntimeException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure = e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        open.push(part);
        return part;
    }
}
