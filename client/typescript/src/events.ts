import { read, type Connection } from './connection.js';
import { ImmutableEventError } from './errors.js';
import { readEvent, timeText, type EventDraft, type SynapEvent } from './event.js';
import { feed } from './feed.js';
import { newId } from './ids.js';
import type { components } from './schema.js';
import { collect, Sequence } from './sequence.js';

/** Where an event stands in the log. */
export type Receipt = components['schemas']['Receipt'];

/** Which events of one subject: up to a time, a position or a version. */
export interface HistoryQuery {
  subjectId: string;
  /** Only events that happened at this time or earlier. */
  before?: Date | string;
  /** Only events that happened later than this. */
  after?: Date | string;
  /** The same as `before`. */
  asOf?: Date | string;
  position?: number;
  version?: number;
  /** `asc`, unless set: oldest first. */
  order?: 'asc' | 'desc';
}

/** Which events of the workspace; what is left out may be anything. */
export interface EventQuery {
  /** A type, or the beginning of one: `note.*`. */
  type?: string;
  subjectId?: string;
  subjectType?: string;
  userId?: string;
  source?: string;
  correlationId?: string;
  from?: Date | string;
  to?: Date | string;
  order?: 'asc' | 'desc';
}

/** What to do with the events of a live log. */
export interface Subscription {
  /** The position to begin behind; 0 unless set. */
  after?: number;
  /** Ends the subscription. */
  signal?: AbortSignal;
}

/** The log of one workspace: append to it, read it, follow it. */
export class Events {
  constructor(private readonly connection: Connection) {}

  /**
   * Appends one event. It gets an id here if it has none, so that it is stored once however often it is sent.
   *
   * @throws VersionConflictError when the subject has another version than the writer expects
   */
  append(event: EventDraft, options?: { expectedVersion?: number }): Promise<Receipt>;
  /** Appends all of these events or none, in this order: 1 to 1,000. */
  append(events: EventDraft[], options?: { expectedVersions?: Record<string, number> }): Promise<Receipt[]>;
  async append(
    given: EventDraft | EventDraft[],
    options: { expectedVersion?: number; expectedVersions?: Record<string, number> } = {},
  ): Promise<Receipt | Receipt[]> {
    const drafts = (Array.isArray(given) ? given : [given]).map((draft) => this.named(draft));
    const expected = { ...options.expectedVersions };
    if (options.expectedVersion !== undefined) {
      expected[subjectOf(drafts[0]!)] = options.expectedVersion;
    }
    const { events } = await read(
      this.connection.api.POST('/api/v1/workspaces/{w}/events', {
        params: { path: this.connection.path },
        body: {
          events: drafts as components['schemas']['EventDraft'][],
          ...(Object.keys(expected).length === 0 ? {} : { expectedVersions: expected }),
        },
      }),
    );
    // Lists show what this client wrote, however it wrote it.
    this.connection.wrote(events.at(-1)!.position);
    return Array.isArray(given) ? events : events[0]!;
  }

  /** The event with this id; undefined where there is none. */
  async get(eventId: string): Promise<SynapEvent | undefined> {
    const json = await this.connection.find(
      this.connection.api.GET('/api/v1/workspaces/{w}/events/{id}', {
        params: { path: { ...this.connection.path, id: eventId } },
      }),
    );
    return json && readEvent(json);
  }

  /** What happened to one subject, oldest first: `getHistory({ subjectId: 'note_123', before: '2024-12-05T23:59:59Z' })`. */
  getHistory(query: HistoryQuery): Sequence<SynapEvent> {
    const { subjectId, before, after, asOf, position, version, order } = query;
    return new Sequence(async (page) => {
      const found = await this.connection.find(
        this.connection.api.GET('/api/v1/workspaces/{w}/subjects/{id}/history', {
          params: {
            path: { ...this.connection.path, id: subjectId },
            query: {
              before: timeText(before),
              after: timeText(after),
              asOf: timeText(asOf),
              position,
              version,
              order,
              cursor: numberOf(page.after),
              limit: page.limit,
            },
          },
        }),
      );
      return eventPage(found ?? { events: [] });
    });
  }

  /** The events that match, oldest first: `query({ type: 'note.deleted', subjectId: 'note_123' })`. */
  query(query: EventQuery = {}): Sequence<SynapEvent> {
    const { from, to, ...rest } = query;
    return new Sequence(async (page) =>
      eventPage(
        await read(
          this.connection.api.GET('/api/v1/workspaces/{w}/events', {
            params: {
              path: this.connection.path,
              query: {
                ...rest,
                from: timeText(from),
                to: timeText(to),
                after: numberOf(page.after),
                limit: page.limit,
              },
            },
          }),
        ),
      ),
    );
  }

  /**
   * Every event of the workspace in the order of the log, which is that of time except where an import has told old events
   * late. Await it for an array of at most 100,000, or walk it with `for await`, over one connection in constant memory.
   */
  getAll(query: { after?: number; orderBy?: 'timestamp' | 'position' } = {}): PromiseLike<SynapEvent[]> &
    AsyncIterable<SynapEvent> {
    const walk = () => feed(this.connection, query.after ?? 0, false);
    return {
      [Symbol.asyncIterator]: walk,
      then: (fulfilled, rejected) => collect(walk()).then(fulfilled, rejected),
    };
  }

  /**
   * Hands over every event behind a position, first those that exist, then new ones as they come: in order, without gap or
   * repeat, also across broken connections. Keep an event's `position` to go on behind it later.
   *
   * @returns ends when the signal does, or when the handler throws, with what it threw
   */
  async subscribe(handler: (event: SynapEvent) => void | Promise<void>, options: Subscription = {}): Promise<void> {
    for await (const event of feed(this.connection, options.after ?? 0, true, options.signal)) {
      await handler(event);
    }
  }

  /** Every event as the server stores it, a line of JSON each, as it comes: what `synap.restore` takes. */
  async export(signal?: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const response = await this.connection.open(
      `/api/v1/workspaces/${encodeURIComponent(this.connection.w)}/events.ndjson`,
      {},
      signal,
    );
    return response.body ?? new Blob([]).stream();
  }

  /** The position of the last event; 0 for an empty log. */
  async position(): Promise<number> {
    const { position } = await read(
      this.connection.api.GET('/api/v1/workspaces/{w}', { params: { path: this.connection.path } }),
    );
    return position ?? 0;
  }

  /**
   * Refuses: an event is what happened, and what happened does not change.
   *
   * @deprecated append an event that says what is so now, such as `note.updated`
   */
  update(eventId: string, _change?: unknown): Promise<never> {
    return Promise.reject(new ImmutableEventError(eventId));
  }

  private named(draft: EventDraft): EventDraft {
    return {
      ...draft,
      id: draft.id ?? newId('evt'),
      ...(draft.timestamp === undefined ? {} : { timestamp: timeText(draft.timestamp)! }),
      ...(draft.source === undefined && this.connection.options.source !== undefined
        ? { source: this.connection.options.source }
        : {}),
    };
  }
}

function eventPage(json: { events: components['schemas']['Event'][]; next?: number }) {
  return {
    items: json.events.map(readEvent),
    next: json.next === undefined || json.next === null ? undefined : String(json.next),
  };
}

function numberOf(place: string | undefined): number | undefined {
  return place === undefined ? undefined : Number(place);
}

function subjectOf(draft: EventDraft): string {
  return draft.subjectId ?? String(draft.data?.['id'] ?? '');
}
