import { read, type Connection } from './connection.js';
import { timeText } from './event.js';
import type { components } from './schema.js';
import { Sequence, type Page } from './sequence.js';
import { type WriteOptions, type WriteResult, Writes } from './writes.js';

/** What every row of a list has; its own fields stand beside these. */
export interface Row {
  id: string;
  type?: string;
  version: number;
  createdAt?: string;
  createdBy?: string;
  updatedAt?: string;
  updatedBy?: string;
  deletedAt?: string;
  deletedBy?: string;
  archivedAt?: string;
  [field: string]: any;
}

/** What any entity may have, whatever its type. */
export interface Entity extends Row {
  title?: string;
  content?: string;
  tags?: string[];
}

export type Note = Entity;

export interface Task extends Entity {
  status?: 'open' | 'done';
  dueDate?: string;
  projectId?: string;
  noteId?: string;
}

export interface Project extends Entity {
  status?: string;
}

export interface Relation extends Entity {
  from: string;
  to: string;
  kind: string;
}

export interface Comment extends Entity {
  on: string;
  text: string;
}

/** Which entities to list, and in which order. A filter that a list does not know is refused by the server, which names it. */
export interface ListQuery {
  /** Words that it holds; `"a phrase"`, or, -without. */
  q?: string;
  type?: string;
  tag?: string;
  createdBy?: string;
  status?: string;
  projectId?: string;
  noteId?: string;
  on?: string;
  from?: string;
  to?: string;
  kind?: string;
  subjectId?: string;
  userId?: string;
  proposedBy?: string;
  agentId?: string;
  role?: string;
  dueBefore?: Date | string;
  updatedAfter?: Date | string;
  /** `any` for deleted ones too, `true` for them alone; left out unless set. */
  deleted?: boolean | 'any';
  archived?: boolean | 'any';
  sort?: string;
  order?: 'asc' | 'desc';
  /** Shows at least what stood in the log up to here; what this client wrote is shown anyway. */
  minPosition?: number;
  /** The list as it was at a time or a position. */
  asOf?: Date | string | number;
}

type CollectionPath = 'notes' | 'tasks' | 'projects' | 'relations' | 'comments' | 'entities';
type ListPath =
  | CollectionPath
  | 'members'
  | 'shares'
  | 'policies'
  | 'schemas'
  | 'settings'
  | 'proposals';

/** The rows of a list, with at least what this client wrote. */
export function listOf<T>(connection: Connection, list: ListPath, query: ListQuery): Sequence<T> {
  const { dueBefore, updatedAfter, deleted, archived, minPosition, asOf, ...rest } = query;
  return new Sequence(async (page): Promise<Page<T>> => {
    const found: components['schemas']['List'] = await read(
      connection.api.GET(`/api/v1/workspaces/{w}/${list}` as '/api/v1/workspaces/{w}/entities', {
        params: {
          path: connection.path,
          query: {
            ...(rest as Record<string, never>),
            dueBefore: timeText(dueBefore),
            updatedAfter: timeText(updatedAfter),
            deleted: mark(deleted),
            archived: mark(archived),
            asOf: typeof asOf === 'number' ? String(asOf) : timeText(asOf),
            minPosition: asOf === undefined ? connection.minPosition(minPosition) : undefined,
            after: page.after,
            limit: String(page.limit),
          },
        },
      }),
    );
    return { items: found.items as T[], next: found.next ?? undefined };
  });
}

function mark(value: boolean | 'any' | undefined): 'true' | 'false' | 'any' | undefined {
  return value === undefined ? undefined : (String(value) as 'true' | 'false' | 'any');
}

/** Fields of something new, with an `id` where the caller chooses it. */
export type NewFields = { id?: string; [field: string]: unknown };

/** Entities of one type, or of any, that are written and listed alike. */
export class Collection<T extends Entity> {
  protected readonly writes: Writes;

  constructor(
    protected readonly connection: Connection,
    private readonly path: CollectionPath,
  ) {
    this.writes = new Writes(connection);
  }

  /** Those that match, in the order they were created; all that are neither deleted nor archived, unless told otherwise. */
  list(query: ListQuery = {}): Sequence<T> {
    return listOf(this.connection, this.path, query);
  }

  /** The one with this id; undefined where there is none, or none that one may see. */
  async get(id: string): Promise<T | undefined> {
    const found = await this.connection.find(
      this.connection.api.GET('/api/v1/workspaces/{w}/entities/{id}', {
        params: {
          path: { ...this.connection.path, id },
          query: { minPosition: this.connection.minPosition() },
        },
      }),
    );
    return found as T | undefined;
  }

  /** Changes fields; `null` removes one. */
  update(id: string, changes: Record<string, unknown>, options: WriteOptions = {}): Promise<WriteResult<T>> {
    const body = this.writes.body(changes, options);
    return this.writes.result(
      id,
      body,
      this.connection.api.PATCH('/api/v1/workspaces/{w}/entities/{id}', {
        params: { path: { ...this.connection.path, id }, query: this.writes.query(options) },
        body,
      }),
    );
  }

  /** Marks it as deleted; {@link restore} takes the mark away. */
  delete(id: string, options: WriteOptions = {}): Promise<WriteResult<T>> {
    const body = this.writes.body({}, options);
    return this.writes.result(
      id,
      body,
      this.connection.api.DELETE('/api/v1/workspaces/{w}/entities/{id}', {
        params: { path: { ...this.connection.path, id }, query: this.writes.query(options) },
        body,
      }),
    );
  }

  restore(id: string, options: WriteOptions = {}): Promise<WriteResult<T>> {
    return this.act(id, 'restore', {}, options);
  }

  /** Takes it out of the lists without deleting it. */
  archive(id: string, options: WriteOptions = {}): Promise<WriteResult<T>> {
    return this.act(id, 'archive', {}, options);
  }

  unarchive(id: string, options: WriteOptions = {}): Promise<WriteResult<T>> {
    return this.act(id, 'unarchive', {}, options);
  }

  /** Adds a tag; one that is there already stays. */
  tag(id: string, tag: string, options: WriteOptions = {}): Promise<WriteResult<T>> {
    return this.act(id, 'tags', { tag }, options);
  }

  untag(id: string, tag: string, options: WriteOptions = {}): Promise<WriteResult<T>> {
    const body = this.writes.body({}, options);
    return this.writes.result(
      id,
      body,
      this.connection.api.DELETE('/api/v1/workspaces/{w}/entities/{id}/tags/{tag}', {
        params: { path: { ...this.connection.path, id, tag }, query: this.writes.query(options) },
        body,
      }),
    );
  }

  /** Says something about it. */
  comment(id: string, text: string, options: WriteOptions = {}): Promise<WriteResult<Comment>> {
    const body = this.writes.newBody('comment', { text }, options);
    return this.writes.result(
      String(body['id']),
      body,
      this.connection.api.POST('/api/v1/workspaces/{w}/entities/{id}/comments', {
        params: { path: { ...this.connection.path, id }, query: this.writes.query(options) },
        body: body as components['schemas']['NewComment'],
      }),
    );
  }

  protected make(type: string, fields: NewFields, options: WriteOptions): Promise<WriteResult<T>> {
    const body = this.writes.newBody(type, fields, options);
    return this.writes.result(
      String(body['id']),
      body,
      this.connection.api.POST(`/api/v1/workspaces/{w}/${this.path}` as '/api/v1/workspaces/{w}/entities', {
        params: { path: this.connection.path, query: this.writes.query(options) },
        body: body as components['schemas']['NewEntity'],
      }),
    );
  }

  private act(
    id: string,
    verb: 'restore' | 'archive' | 'unarchive' | 'tags',
    fields: Record<string, unknown>,
    options: WriteOptions,
  ): Promise<WriteResult<T>> {
    const body = this.writes.body(fields, options);
    return this.writes.result(
      id,
      body,
      this.connection.api.POST(`/api/v1/workspaces/{w}/entities/{id}/${verb}` as '/api/v1/workspaces/{w}/entities/{id}/restore', {
        params: { path: { ...this.connection.path, id }, query: this.writes.query(options) },
        body,
      }),
    );
  }
}

/** Entities of any type: `synap.entities.create({ type: 'recipe', title: 'Bread' })`. */
export class Entities extends Collection<Entity> {
  constructor(connection: Connection) {
    super(connection, 'entities');
  }

  create(fields: { type: string } & NewFields, options: WriteOptions = {}): Promise<WriteResult<Entity>> {
    return this.make(fields.type, fields, options);
  }
}

export class Notes extends Collection<Note> {
  constructor(connection: Connection) {
    super(connection, 'notes');
  }

  create(fields: NewFields, options: WriteOptions = {}): Promise<WriteResult<Note>> {
    return this.make('note', fields, options);
  }

  /** Adds an action item to a note. */
  addTask(id: string, fields: NewFields, options: WriteOptions = {}): Promise<WriteResult<Task>> {
    const body = this.writes.newBody('task', fields, options);
    return this.writes.result(
      String(body['id']),
      body,
      this.connection.api.POST('/api/v1/workspaces/{w}/notes/{id}/tasks', {
        params: { path: { ...this.connection.path, id }, query: this.writes.query(options) },
        body,
      }),
    );
  }
}

export class Tasks extends Collection<Task> {
  constructor(connection: Connection) {
    super(connection, 'tasks');
  }

  /** Makes a task: `create({ title: 'Call Marie', dueDate: '2024-12-20' })`; with a `noteId`, an action item of that note. */
  create(fields: NewFields, options: WriteOptions = {}): Promise<WriteResult<Task>> {
    return this.make('task', fields, options);
  }

  /** Marks it as done. */
  complete(id: string, options: WriteOptions = {}): Promise<WriteResult<Task>> {
    return this.turn(id, 'complete', options);
  }

  reopen(id: string, options: WriteOptions = {}): Promise<WriteResult<Task>> {
    return this.turn(id, 'reopen', options);
  }

  private turn(id: string, verb: 'complete' | 'reopen', options: WriteOptions): Promise<WriteResult<Task>> {
    const body = this.writes.body({}, options);
    return this.writes.result(
      id,
      body,
      this.connection.api.POST(`/api/v1/workspaces/{w}/tasks/{id}/${verb}` as '/api/v1/workspaces/{w}/tasks/{id}/complete', {
        params: { path: { ...this.connection.path, id }, query: this.writes.query(options) },
        body,
      }),
    );
  }
}

export class Projects extends Collection<Project> {
  constructor(connection: Connection) {
    super(connection, 'projects');
  }

  create(fields: NewFields, options: WriteOptions = {}): Promise<WriteResult<Project>> {
    return this.make('project', fields, options);
  }
}

/** Which entity leads to which: `create({ from: 'note_1', to: 'project_1', kind: 'part_of' })`. */
export class Relations extends Collection<Relation> {
  constructor(connection: Connection) {
    super(connection, 'relations');
  }

  create(
    fields: { from: string; to: string; kind: string } & NewFields,
    options: WriteOptions = {},
  ): Promise<WriteResult<Relation>> {
    return this.make('relation', fields, options);
  }
}

/** What people say about entities. */
export class Comments extends Collection<Comment> {
  constructor(connection: Connection) {
    super(connection, 'comments');
  }

  create(fields: { on: string; text: string; id?: string }, options: WriteOptions = {}): Promise<WriteResult<Comment>> {
    return this.make('comment', fields, options);
  }
}

/** The tags of a workspace, and on how many subjects each is. */
export class Tags {
  constructor(private readonly connection: Connection) {}

  list(): Sequence<components['schemas']['TagCount']> {
    return new Sequence(async (page) => {
      const found = await read(
        this.connection.api.GET('/api/v1/workspaces/{w}/tags', {
          params: {
            path: this.connection.path,
            query: {
              after: page.after,
              limit: page.limit,
              minPosition: this.connection.minPosition(),
            },
          },
        }),
      );
      return { items: found.items, next: found.next ?? undefined };
    });
  }
}
