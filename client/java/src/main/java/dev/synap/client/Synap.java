package dev.synap.client;

import dev.synap.core.event.Ids;
import dev.synap.core.fold.State;
import dev.synap.core.log.AsOf;
import dev.synap.core.log.Verification;
import java.time.Duration;
import java.time.ZoneId;

/**
 * A Synap server, seen from one workspace.
 *
 * {@snippet :
 * try (Synap synap = Synap.connect("http://127.0.0.1:8080", key)) {
 *     synap.events().append(EventDraft.of("note.created").subject("note_123").data(d -> d.put("content", "Original")));
 *     synap.state("note_123").toNode().get("content").stringValue();  // Original
 * }
 * }
 *
 * <p>Thread-safe: make one and share it; it keeps its connections open. Whatever needs the server throws
 * {@link SynapClientException} when the server refuses, or is away for longer than the client's patience
 * ({@link SynapBuilder}). Requests are tried again by themselves only where that is safe, and appends are:
 * their events have ids before they are sent first.
 */
public final class Synap implements AutoCloseable {

    /** The workspace that a server has from its first start. */
    public static final String DEFAULT_WORKSPACE = "default";

    /** A log of hundreds of millions of events is verified well within this. */
    private static final Duration VERIFY_PATIENCE = Duration.ofHours(2);

    private final Connection connection;
    private final Events events;
    private final Writes writes;

    Synap(Transport transport, String workspace) {
        this.connection = new Connection(transport, Ids.check("workspace", workspace));
        this.events = new Events(connection);
        this.writes = Writes.of(connection);
    }

    /**
     * A client of the workspace {@code default}. Nothing is sent yet.
     *
     * @param url where the server listens, such as {@code http://127.0.0.1:8080}
     * @param key an API key, such as the one that the server prints at its first start
     */
    public static Synap connect(String url, String key) {
        return builder().url(url).key(key).build();
    }

    /** For another workspace, other timeouts or retries. */
    public static SynapBuilder builder() {
        return new SynapBuilder();
    }

    /** The same server and key, seen from another workspace. Both share their connections, and closing either closes both. */
    public Synap inWorkspace(String workspaceId) {
        return new Synap(connection.transport(), workspaceId);
    }

    /** The id of the workspace that this sees. */
    public String workspace() {
        return connection.workspace();
    }

    public Events events() {
        return events;
    }

    /** Entities of any type: write them in three phases, read them as they are now. */
    public Entities entities() {
        return new Entities(writes);
    }

    /**
     * Hands over a thought as it is typed: {@code capture("call marie tomorrow")}. Where the workspace has let the
     * assistant in, what it makes of it waits in {@link #proposals()}; times are understood by the clock of this machine.
     */
    public WriteResult<Entity> capture(String text) {
        String zone = ZoneId.systemDefault().getId();
        return entities()
                .with(options -> options.metadata(metadata -> metadata.put("timeZone", zone)))
                .create("capture", capture -> capture.put("content", text));
    }

    public Notes notes() {
        return new Notes(writes);
    }

    public Tasks tasks() {
        return new Tasks(writes);
    }

    public Projects projects() {
        return new Projects(writes);
    }

    public Relations relations() {
        return new Relations(writes);
    }

    public Comments comments() {
        return new Comments(writes);
    }

    public Tags tags() {
        return new Tags(writes.lists());
    }

    /** Who belongs to the workspace. */
    public Members members() {
        return new Members(writes);
    }

    /** Single subjects that are shared with single users. */
    public Shares shares() {
        return new Shares(writes);
    }

    /** What agents may do without a person. */
    public Policies policies() {
        return new Policies(writes);
    }

    /** What entities of a type must look like. */
    public Schemas schemas() {
        return new Schemas(writes);
    }

    /** What the workspace is told to do, such as to record who reads the audit log. */
    public WorkspaceSettings settings() {
        return new WorkspaceSettings(writes);
    }

    /** The inbox: writes that wait for a person. */
    public Proposals proposals() {
        return new Proposals(writes);
    }

    /** Takes back what was done to a subject: undo, redo, restore. */
    public Undos undos() {
        return new Undos(writes);
    }

    /** What became of requests: pending, done, parked. */
    public Dispatch dispatch() {
        return new Dispatch(connection);
    }

    /** What works behind the log. */
    public Workers workers() {
        return new Workers(connection);
    }

    /** A subject as it is now; one that does not exist has version 0. */
    public State state(String subjectId) {
        return state(subjectId, AsOf.latest());
    }

    /** A subject as it was; one that did not exist yet has version 0. */
    public State state(String subjectId, AsOf asOf) {
        Target target = connection.target("subjects", subjectId);
        Connection.addAsOf(target, asOf);
        return connection.find(target).map(answer -> answer.read(Wire::state)).orElseGet(() -> State.none(subjectId));
    }

    /** What became of a subject: who did what, what differs between two points, where each line comes from. */
    public History history() {
        return new History(writes);
    }

    /** Who did what, from where and why, with each field before and after; for admins of the workspace. */
    public Audit audit() {
        return new Audit(connection);
    }

    /** Has the server check the whole log against its hash chain, which may take minutes. */
    public Verification verify() {
        Call call = Call.get(connection.target("verify").toString()).within(VERIFY_PATIENCE);
        return connection.send(call).read(Wire::verification);
    }

    /** What was signed of where the log stands. */
    public Checkpoints checkpoints() {
        return new Checkpoints(connection);
    }

    /** Who the key belongs to, and what it may do. */
    public Me me() {
        return connection
                .transport()
                .send(Call.get(Target.api("me").toString()))
                .read(Me::from);
    }

    public Keys keys() {
        return new Keys(connection.transport());
    }

    /** For server administrators. */
    public Users users() {
        return new Users(connection.transport());
    }

    /** The tables that are made from the log; for server administrators. */
    public Projections projections() {
        return new Projections(connection.transport());
    }

    /** Programs that act for people. */
    public Agents agents() {
        return new Agents(connection.transport());
    }

    public Workspaces workspaces() {
        return new Workspaces(connection.transport());
    }

    /** Ends subscriptions and open streams, and lets go of the connections. Closing twice is safe. */
    @Override
    public void close() {
        connection.transport().close();
    }

    @Override
    public String toString() {
        return "Synap[" + connection.transport().settings() + ", " + workspace() + "]";
    }
}
