import { read, type Connection } from './connection.js';
import type { components } from './schema.js';

export type SignedCheckpoint = components['schemas']['SignedCheckpoint'];
export type SigningKey = components['schemas']['SigningKey'];

/** Where the log stood, signed: published elsewhere, they show a log that was rewritten as a whole. */
export class Checkpoints {
  constructor(private readonly connection: Connection) {}

  /** What was signed, the oldest first. */
  async list(): Promise<SignedCheckpoint[]> {
    const { items } = await read(
      this.connection.api.GET('/api/v1/workspaces/{w}/checkpoints', { params: { path: this.connection.path } }),
    );
    return items;
  }

  /** Signs where the log stands now; for admins. */
  sign(): Promise<SignedCheckpoint> {
    return read(
      this.connection.api.POST('/api/v1/workspaces/{w}/checkpoints', {
        params: { path: this.connection.path },
        fetch: this.connection.once,
      }),
    );
  }

  /** The key that they are checked with, to be kept beside them. */
  signingKey(): Promise<SigningKey> {
    return read(this.connection.api.GET('/api/v1/signing-key'));
  }
}
