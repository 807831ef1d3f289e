import type { Connection } from './connection.js';
import { type ListQuery, listOf, type Row } from './entities.js';
import type { components } from './schema.js';
import type { Sequence } from './sequence.js';
import { type WriteOptions, type WriteResult, Writes } from './writes.js';

export type Role = 'owner' | 'admin' | 'editor' | 'commenter' | 'viewer';
export type GrantedRole = components['schemas']['NewMember']['role'];
export type ShareLevel = components['schemas']['NewShare']['level'];
export type PolicyEffect = components['schemas']['NewPolicy']['effect'];

export interface Member extends Row {
  userId: string;
  /** As the person or agent is called now. */
  name?: string;
  role: Role;
}

export interface Share extends Row {
  subjectId: string;
  userId: string;
  level: ShareLevel;
}

export interface Policy extends Row {
  /** The agent it is for; all, where none is named. */
  agentId?: string;
  /** Which actions, such as `entities.create.task` or `entities.*`. */
  pattern: string;
  effect: PolicyEffect;
}

/** Who belongs to the workspace. */
export class Members {
  private readonly writes: Writes;

  constructor(private readonly connection: Connection) {
    this.writes = new Writes(connection);
  }

  list(query: ListQuery = {}): Sequence<Member> {
    return listOf(this.connection, 'members', query);
  }

  add(userId: string, role: GrantedRole, options: WriteOptions = {}): Promise<WriteResult<Member>> {
    const body = this.writes.body({ userId, role }, options);
    return this.writes.result(
      userId,
      body,
      this.connection.api.POST('/api/v1/workspaces/{w}/members', {
        params: { path: this.connection.path, query: this.writes.query(options) },
        body: body as components['schemas']['NewMember'],
      }),
    );
  }

  changeRole(userId: string, role: GrantedRole, options: WriteOptions = {}): Promise<WriteResult<Member>> {
    const body = this.writes.body({ role }, options);
    return this.writes.result(
      userId,
      body,
      this.connection.api.PATCH('/api/v1/workspaces/{w}/members/{userId}', {
        params: { path: { ...this.connection.path, userId }, query: this.writes.query(options) },
        body: body as components['schemas']['MemberChange'],
      }),
    );
  }

  remove(userId: string, options: WriteOptions = {}): Promise<WriteResult<Member>> {
    const body = this.writes.body({}, options);
    return this.writes.result(
      userId,
      body,
      this.connection.api.DELETE('/api/v1/workspaces/{w}/members/{userId}', {
        params: { path: { ...this.connection.path, userId }, query: this.writes.query(options) },
        body,
      }),
    );
  }
}

/** Single subjects that are shared with single users. */
export class Shares {
  private readonly writes: Writes;

  constructor(private readonly connection: Connection) {
    this.writes = new Writes(connection);
  }

  list(query: ListQuery = {}): Sequence<Share> {
    return listOf(this.connection, 'shares', query);
  }

  add(
    share: { subjectId: string; userId: string; level: ShareLevel },
    options: WriteOptions = {},
  ): Promise<WriteResult<Share>> {
    const body = this.writes.body(share, options);
    return this.writes.result(
      share.subjectId,
      body,
      this.connection.api.POST('/api/v1/workspaces/{w}/shares', {
        params: { path: this.connection.path, query: this.writes.query(options) },
        body: body as components['schemas']['NewShare'],
      }),
    );
  }

  change(id: string, level: ShareLevel, options: WriteOptions = {}): Promise<WriteResult<Share>> {
    const body = this.writes.body({ level }, options);
    return this.writes.result(
      id,
      body,
      this.connection.api.PATCH('/api/v1/workspaces/{w}/shares/{id}', {
        params: { path: { ...this.connection.path, id }, query: this.writes.query(options) },
        body: body as components['schemas']['ShareChange'],
      }),
    );
  }

  remove(id: string, options: WriteOptions = {}): Promise<WriteResult<Share>> {
    const body = this.writes.body({}, options);
    return this.writes.result(
      id,
      body,
      this.connection.api.DELETE('/api/v1/workspaces/{w}/shares/{id}', {
        params: { path: { ...this.connection.path, id }, query: this.writes.query(options) },
        body,
      }),
    );
  }
}

/** What agents may do without a person. */
export class Policies {
  private readonly writes: Writes;

  constructor(private readonly connection: Connection) {
    this.writes = new Writes(connection);
  }

  list(query: ListQuery = {}): Sequence<Policy> {
    return listOf(this.connection, 'policies', query);
  }

  add(
    policy: { agentId?: string; pattern: string; effect: PolicyEffect },
    options: WriteOptions = {},
  ): Promise<WriteResult<Policy>> {
    const body = this.writes.body(policy, options);
    return this.writes.result(
      '',
      body,
      this.connection.api.POST('/api/v1/workspaces/{w}/policies', {
        params: { path: this.connection.path, query: this.writes.query(options) },
        body: body as components['schemas']['NewPolicy'],
      }),
    );
  }

  change(id: string, effect: PolicyEffect, options: WriteOptions = {}): Promise<WriteResult<Policy>> {
    const body = this.writes.body({ effect }, options);
    return this.writes.result(
      id,
      body,
      this.connection.api.PATCH('/api/v1/workspaces/{w}/policies/{id}', {
        params: { path: { ...this.connection.path, id }, query: this.writes.query(options) },
        body: body as components['schemas']['PolicyChange'],
      }),
    );
  }

  remove(id: string, options: WriteOptions = {}): Promise<WriteResult<Policy>> {
    const body = this.writes.body({}, options);
    return this.writes.result(
      id,
      body,
      this.connection.api.DELETE('/api/v1/workspaces/{w}/policies/{id}', {
        params: { path: { ...this.connection.path, id }, query: this.writes.query(options) },
        body,
      }),
    );
  }
}
