import { read, type Connection } from './connection.js';
import type { components } from './schema.js';
import { Sequence } from './sequence.js';

export type User = components['schemas']['User'];
export type ApiKey = components['schemas']['Key'];
export type Workspace = components['schemas']['Workspace'];
export type Me = components['schemas']['Me'];

/** What pages behind the id of the last entry. */
function behind<T>(limit: number, items: T[], id: (item: T) => string) {
  const last = items.at(-1);
  return { items, next: items.length < limit || last === undefined ? undefined : id(last) };
}

/** The people of the server; for its administrators. */
export class Users {
  constructor(private readonly connection: Connection) {}

  list(): Sequence<User> {
    return new Sequence(async ({ after, limit }) => {
      const { users } = await read(this.connection.api.GET('/api/v1/users', { params: { query: { after, limit } } }));
      return behind(limit, users, (user) => user.userId);
    });
  }

  create(user: { userId?: string; name: string }): Promise<User> {
    return read(this.connection.api.POST('/api/v1/users', { body: user, fetch: this.connection.once }));
  }

  /** Sets another person's password, which ends their sessions. */
  async setPassword(userId: string, password: string): Promise<void> {
    await read(
      this.connection.api.PUT('/api/v1/users/{userId}/password', {
        params: { path: { userId } },
        body: { password },
        fetch: this.connection.once,
      }),
    );
  }
}

/** Programs that act for people: each with keys of its own, by which it is known as what it is. */
export class Agents {
  constructor(private readonly connection: Connection) {}

  list(): Sequence<User> {
    return new Sequence(async ({ after, limit }) => {
      const { agents } = await read(this.connection.api.GET('/api/v1/agents', { params: { query: { after, limit } } }));
      return behind(limit, agents, (agent) => agent.userId);
    });
  }

  create(agent: { userId?: string; name: string }): Promise<User> {
    return read(this.connection.api.POST('/api/v1/agents', { body: agent, fetch: this.connection.once }));
  }
}

/** API keys. */
export class Keys {
  constructor(private readonly connection: Connection) {}

  /** One's own, or those of an agent of one's own or, for administrators, of anybody. */
  list(userId?: string): Sequence<ApiKey> {
    return new Sequence(async ({ after, limit }) => {
      const { keys } = await read(
        this.connection.api.GET('/api/v1/keys', { params: { query: { userId, after, limit } } }),
      );
      return behind(limit, keys, (key) => key.keyId);
    });
  }

  /** The `key` of the answer is shown this once. */
  create(key: components['schemas']['NewKey']): Promise<ApiKey> {
    return read(this.connection.api.POST('/api/v1/keys', { body: key, fetch: this.connection.once }));
  }

  async revoke(keyId: string): Promise<void> {
    await read(this.connection.api.DELETE('/api/v1/keys/{keyId}', { params: { path: { keyId } } }));
  }
}

/** The workspaces that one may see. */
export class Workspaces {
  constructor(private readonly connection: Connection) {}

  list(): Sequence<Workspace> {
    return new Sequence(async ({ after, limit }) => {
      const { workspaces } = await read(
        this.connection.api.GET('/api/v1/workspaces', { params: { query: { after, limit } } }),
      );
      return behind(limit, workspaces, (workspace) => workspace.workspaceId);
    });
  }

  /** This client's own, with one's role in it and the position of its last event. */
  current(): Promise<components['schemas']['WorkspaceDetails']> {
    return read(this.connection.api.GET('/api/v1/workspaces/{w}', { params: { path: this.connection.path } }));
  }

  create(workspace: { workspaceId?: string; name: string }): Promise<Workspace> {
    return read(this.connection.api.POST('/api/v1/workspaces', { body: workspace, fetch: this.connection.once }));
  }
}
