import createClient, { type Client } from 'openapi-fetch';
import { refusal, SynapError } from './errors.js';
import { patientFetch, timedFetch, type Patience } from './patience.js';
import type { paths } from './schema.js';

/** Where a server is, and how to speak with it. */
export interface SynapOptions extends Partial<Patience> {
  /** Such as `http://127.0.0.1:8080`; in a browser that the server itself has served, `''`. */
  url: string;
  /** An API key, such as the one that the server prints at its first start; left out for a session's cookie. */
  apiKey?: string;
  /** The workspace to work in; `default` unless set. */
  workspace?: string;
  /** With a session's cookie: the token that proves that the page itself has asked. */
  csrfToken?: () => string | undefined;
  /** The name that the log keeps as the `source` of what is written; `api` unless set. */
  source?: string;
  /** Instead of the platform's own. */
  fetch?: typeof fetch;
}

const PATIENCE: Patience = { attemptTimeout: 15_000, timeout: 60_000, retries: 6 };
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The way to one workspace of a server: paths and bodies are checked against the description of its API. */
export class Connection {
  /** Asks again where that may help: for what is safe to send twice. */
  readonly api: Client<paths>;
  /** For what must be sent once. */
  readonly once: (request: Request) => Promise<Response>;
  readonly w: string;
  readonly options: SynapOptions;
  readonly base: string;
  /** Of the session that was begun or found here. */
  csrfToken: string | undefined;
  private readonly fetch: typeof fetch;
  private written = 0;

  constructor(options: SynapOptions) {
    this.options = options;
    this.w = options.workspace ?? 'default';
    this.base = baseUrl(options.url);
    this.fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
    const patience: Patience = {
      attemptTimeout: options.attemptTimeout ?? PATIENCE.attemptTimeout,
      timeout: options.timeout ?? PATIENCE.timeout,
      retries: options.retries ?? PATIENCE.retries,
    };
    this.once = timedFetch(this.fetch, patience.timeout);
    this.api = createClient<paths>({
      baseUrl: this.base,
      fetch: patientFetch(this.fetch, patience),
      credentials: options.apiKey === undefined ? 'same-origin' : 'omit',
    });
    this.api.use({
      onRequest: ({ request }) => {
        this.sign(request.headers, request.method);
      },
    });
  }

  /** Where to find this workspace: the `w` of each path. */
  get path(): { w: string } {
    return { w: this.w };
  }

  /** Remembers that a write is done up to this position, so that lists show what this client wrote. */
  wrote(position: number): void {
    this.written = Math.max(this.written, position);
  }

  /** What lists must show at least, as they take it; undefined before the first write. */
  minPosition(asked?: number): number | undefined {
    const least = Math.max(this.written, asked ?? 0);
    return least === 0 ? undefined : least;
  }

  /**
   * What was answered, undefined where there is no such thing. A workspace that is not there is another matter, and
   * refused: it would look like one where nothing ever happened.
   */
  async find<T>(answer: Promise<Answer<T>>): Promise<T | undefined> {
    const { data, error, response } = await answer;
    if (response.status !== 404) {
      return checked(data, error, response);
    }
    await read(this.api.GET('/api/v1/workspaces/{w}', { params: { path: this.path } }));
    return undefined;
  }

  /** Opens an answer that is read as it comes; sent once. */
  async open(path: string, query: Record<string, string | undefined>, signal?: AbortSignal): Promise<Response> {
    const headers = new Headers({ Accept: 'application/x-ndjson, text/csv, application/problem+json' });
    this.sign(headers, 'GET');
    const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const url = `${this.base}${path}${given.length === 0 ? '' : `?${new URLSearchParams(given)}`}`;
    let response: Response;
    try {
      response = await this.fetch(url, {
        headers,
        credentials: this.options.apiKey === undefined ? 'same-origin' : 'omit',
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (fault) {
      if (signal?.aborted) {
        throw fault;
      }
      throw new SynapError('unreachable', 0, `GET ${path} found no connection to ${this.base}`, undefined, {
        cause: fault,
      });
    }
    if (!response.ok) {
      throw refusal(response.status, await response.json().catch(() => undefined));
    }
    return response;
  }

  private sign(headers: Headers, method: string): void {
    if (this.options.apiKey !== undefined) {
      headers.set('Authorization', `Bearer ${this.options.apiKey.trim()}`);
    } else if (!SAFE_METHODS.has(method)) {
      const token = this.csrfToken ?? this.options.csrfToken?.();
      if (token !== undefined) {
        headers.set('X-CSRF-Token', token);
      }
    }
  }
}

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What was answered; throws what was refused. */
export async function read<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await answer;
  return checked(data, error, response);
}

function checked<T>(data: T | undefined, error: unknown, response: Response): T {
  if (!response.ok || error !== undefined) {
    throw refusal(response.status, error);
  }
  return data as T;
}

function baseUrl(url: string): string {
  const trimmed = url.trim().replace(/\/+$/, '');
  if (trimmed === '') {
    if (typeof location === 'undefined') {
      throw new SynapError('invalid-input', 0, 'url is missing: it must be like http://127.0.0.1:8080');
    }
    return location.origin;
  }
  if (!/^https?:\/\/[^/?#]+(\/[^?#]*)?$/.test(trimmed)) {
    throw new SynapError('invalid-input', 0, `url must be like http://127.0.0.1:8080, but is ${url}`);
  }
  return trimmed;
}
