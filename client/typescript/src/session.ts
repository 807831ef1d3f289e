import { read, type Connection } from './connection.js';
import type { components } from './schema.js';

/** Who is signed in, and until when if nothing is done. */
export type SessionInfo = components['schemas']['Session'];

/**
 * Signing in with a user name and a password, in a browser: the session itself is a cookie that scripts cannot read, and
 * what proves that the page has asked is sent along from here on.
 */
export class Session {
  constructor(private readonly connection: Connection) {}

  /** @throws SynapError with the code `sign-in-failed` or, after too many failures, `rate-limited` */
  async signIn(credentials: { userName: string; password: string }): Promise<SessionInfo> {
    return this.keep(await read(this.connection.api.POST('/api/v1/session', { body: credentials, fetch: this.connection.once })));
  }

  /** The session that the browser has; undefined when nobody is signed in. */
  async current(): Promise<SessionInfo | undefined> {
    const answer = await this.connection.api.GET('/api/v1/session');
    return answer.response.status === 401 ? undefined : this.keep(await read(Promise.resolve(answer)));
  }

  async signOut(): Promise<void> {
    await read(this.connection.api.DELETE('/api/v1/session', { fetch: this.connection.once }));
    this.connection.csrfToken = undefined;
  }

  /** Whether the owner of the server still has to set a password (`needed`), and whether anybody can sign in yet. */
  setup(): Promise<components['schemas']['Setup']> {
    return read(this.connection.api.GET('/api/v1/setup'));
  }

  /** Sets one's own password: by an API key, or with the password so far. One's other sessions end. */
  async setPassword(password: string, currentPassword?: string): Promise<void> {
    await read(
      this.connection.api.PUT('/api/v1/me/password', { body: { password, currentPassword }, fetch: this.connection.once }),
    );
  }

  /** Gives oneself another name, as others see it. */
  async rename(name: string): Promise<void> {
    await read(this.connection.api.PATCH('/api/v1/me', { body: { name }, fetch: this.connection.once }));
  }

  private keep(session: SessionInfo): SessionInfo {
    this.connection.csrfToken = session.csrfToken;
    return session;
  }
}
