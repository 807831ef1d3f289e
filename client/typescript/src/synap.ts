import { Agents, Keys, type Me, Users, Workspaces } from './access.js';
import { Audit } from './audit.js';
import { Checkpoints } from './checkpoints.js';
import { Connection, read, type SynapOptions } from './connection.js';
import { Comments, Entities, type Entity, Notes, Projects, Relations, Tags, Tasks } from './entities.js';
import { timeText } from './event.js';
import { Events } from './events.js';
import { Members, Policies, Shares } from './governance.js';
import { History } from './history.js';
import { Projections } from './projections.js';
import type { RealtimeOptions } from './link.js';
import { Proposals } from './proposals.js';
import { Realtime } from './realtime.js';
import type { components } from './schema.js';
import { Schemas } from './schemas.js';
import { Session } from './session.js';
import { Settings } from './settings.js';
import { Webhooks } from './webhooks.js';
import { Workers } from './workers.js';
import type { WriteOptions, WriteResult } from './writes.js';

/** A subject as it is or was: the fold of its events. */
export type State = components['schemas']['State'];

/**
 * A Synap server, seen from one workspace.
 *
 * ```ts
 * const synap = new Synap({ url: 'http://127.0.0.1:8080', apiKey: process.env.SYNAP_KEY });
 * await synap.notes.create({ id: 'note_123', content: 'Original' });
 * ```
 *
 * Requests are tried again by themselves only where that is safe, and writes are: they have ids before they are sent. Calls
 * that the server refuses throw {@link SynapError}.
 */
export class Synap {
  readonly events: Events;
  readonly entities: Entities;
  readonly notes: Notes;
  readonly tasks: Tasks;
  readonly projects: Projects;
  readonly relations: Relations;
  readonly comments: Comments;
  readonly tags: Tags;
  readonly history: History;
  readonly proposals: Proposals;
  readonly projections: Projections;
  readonly audit: Audit;
  readonly members: Members;
  readonly shares: Shares;
  readonly policies: Policies;
  readonly schemas: Schemas;
  readonly settings: Settings;
  readonly checkpoints: Checkpoints;
  readonly workers: Workers;
  readonly webhooks: Webhooks;
  readonly workspaces: Workspaces;
  readonly users: Users;
  readonly agents: Agents;
  readonly keys: Keys;
  readonly session: Session;
  private readonly connection: Connection;

  constructor(options: SynapOptions) {
    const connection = new Connection(options);
    this.connection = connection;
    this.events = new Events(connection);
    this.entities = new Entities(connection);
    this.notes = new Notes(connection);
    this.tasks = new Tasks(connection);
    this.projects = new Projects(connection);
    this.relations = new Relations(connection);
    this.comments = new Comments(connection);
    this.tags = new Tags(connection);
    this.history = new History(connection);
    this.proposals = new Proposals(connection);
    this.projections = new Projections(connection);
    this.audit = new Audit(connection);
    this.members = new Members(connection);
    this.shares = new Shares(connection);
    this.policies = new Policies(connection);
    this.schemas = new Schemas(connection);
    this.settings = new Settings(connection);
    this.checkpoints = new Checkpoints(connection);
    this.workers = new Workers(connection);
    this.webhooks = new Webhooks(connection);
    this.workspaces = new Workspaces(connection);
    this.users = new Users(connection);
    this.agents = new Agents(connection);
    this.keys = new Keys(connection);
    this.session = new Session(connection);
  }

  /** The id of the workspace that this sees. */
  get workspace(): string {
    return this.connection.w;
  }

  /** The same server and credential, seen from another workspace. */
  inWorkspace(workspace: string): Synap {
    const { connection } = this;
    const csrfToken = () => connection.csrfToken ?? connection.options.csrfToken?.();
    return new Synap({ ...connection.options, workspace, csrfToken });
  }

  /** A subject as it is now, or as of a time, a position or a version; undefined where it did not exist. */
  state(
    subjectId: string,
    asOf: { asOf?: Date | string; position?: number; version?: number } = {},
  ): Promise<State | undefined> {
    return this.connection.find(
      this.connection.api.GET('/api/v1/workspaces/{w}/subjects/{id}', {
        params: {
          path: { ...this.connection.path, id: subjectId },
          query: { ...asOf, asOf: timeText(asOf.asOf) },
        },
      }),
    );
  }

  /**
   * Hands over a thought as it is typed, such as `call marie tomorrow`. Where the workspace has let the assistant in, what
   * it makes of it waits in `proposals`; times are understood by the clock of this machine.
   */
  capture(text: string, options: WriteOptions = {}): Promise<WriteResult<Entity>> {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    const metadata = { timeZone, ...options.metadata };
    return this.entities.create({ type: 'capture', content: text }, { ...options, metadata });
  }

  /** Has the server check the whole log against its hash chain; may take as long as the client's patience. */
  verify(): Promise<components['schemas']['Verification']> {
    return read(
      this.connection.api.GET('/api/v1/workspaces/{w}/verify', {
        params: { path: this.connection.path },
        fetch: this.connection.once,
      }),
    );
  }

  /**
   * Puts exported logs back, all of their events or none, with their positions, times and hashes; for those who run the
   * server, with a key for imports.
   *
   * @param exported a line of JSON for each event, one workspace after the other
   * @param owner who owns the workspaces that do not exist yet; the caller unless set
   */
  async restore(exported: BodyInit, owner?: string): Promise<components['schemas']['Restored'][]> {
    const body = await new Response(exported).blob(); // sending a stream is not given everywhere
    const { workspaces } = await read(
      this.connection.api.POST('/api/v1/restore', {
        params: { query: { owner } },
        headers: { 'Content-Type': 'application/x-ndjson' },
        body: body as unknown as components['schemas']['Event'],
        bodySerializer: () => body,
        fetch: this.connection.once,
      }),
    );
    return workspaces;
  }

  /**
   * Whether the server can serve requests; needs no key.
   *
   * @throws SynapError with the status 503 where it cannot
   */
  health(): Promise<components['schemas']['Health']> {
    return read(this.connection.api.GET('/health', { fetch: this.connection.once }));
  }

  /** Begins to listen for what changes; needs the package `socket.io-client`. */
  realtime(options: RealtimeOptions = {}): Realtime {
    return new Realtime(this.connection, options);
  }

  /** Who this is, and what they may do. */
  me(): Promise<Me> {
    return read(this.connection.api.GET('/api/v1/me'));
  }
}
