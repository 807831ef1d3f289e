import { read, type Connection } from './connection.js';
import type { Entity } from './entities.js';
import { timeText } from './event.js';
import { sleep } from './patience.js';
import type { components } from './schema.js';
import { Sequence } from './sequence.js';
import { type WriteOptions, type WriteResult, Writes } from './writes.js';

export type UndoPolicy = 'keep_later' | 'fail' | 'force';
export type UndoPreview = components['schemas']['UndoPreview'];
export type UndoByPreview = components['schemas']['UndoByPreview'];
export type UndoByProgress = components['schemas']['UndoByProgress'];
export type Timeline = components['schemas']['Timeline'];
export type TimelineEntry = components['schemas']['TimelineEntry'];
export type Diff = components['schemas']['Diff'];
export type Blame = components['schemas']['Blame'];
export type Why = components['schemas']['Why'];

/** A point in the history of a subject: a time, or a version. */
export type Point = Date | string | { version: number } | { position: number };

/** The newest changes, or the changes named, of one subject. */
export interface UndoChoice {
  subjectId: string;
  /** How many of the newest changes, 1 to 1,000; 1 unless set. */
  count?: number;
  /** Whose changes alone: a user's id, or `me` for what an editor's Ctrl-Z takes back. */
  by?: string;
  /** The very changes, by their correlation ids, instead of the newest. */
  changes?: string[];
  /** What to do with what somebody wrote later; `keep_later` unless set. */
  policy?: UndoPolicy;
}

export interface RedoChoice {
  subjectId: string;
  /** How many of the newest undos; 1 unless set. */
  count?: number;
  by?: string;
  policy?: UndoPolicy;
}

/** The state just after an event, others' later edits included. */
export interface UndoToChoice {
  subjectId: string;
  eventId: string;
}

/** A deleted subject as it was, or any subject as it was at a point. */
export interface RestoreChoice {
  subjectId: string;
  version?: number;
  asOf?: Date | string;
}

/** Whose changes, all of them or those of a time or of some subjects. */
export interface UndoByChoice {
  userId: string;
  from?: Date | string;
  to?: Date | string;
  subjects?: string[];
  policy?: UndoPolicy;
}

const LOOKS_EVERY = 100;

/** What became of a subject, and taking it back. */
export class History {
  private readonly writes: Writes;
  /** What each would come to, without doing it. */
  readonly preview: Previews;

  constructor(private readonly connection: Connection) {
    this.writes = new Writes(connection);
    this.preview = new Previews(this.writes);
  }

  /** Takes the newest changes back, whoever made them, unless told whose; what was undone before is passed over. */
  undo(choice: UndoChoice, options: WriteOptions = {}): Promise<WriteResult<Entity>> {
    return this.send('undo', { ...choice }, options);
  }

  /** Makes the subject what it was just after an event. */
  undoTo(choice: UndoToChoice, options: WriteOptions = {}): Promise<WriteResult<Entity>> {
    return this.send('undo-to', { subjectId: choice.subjectId, to: choice.eventId }, options);
  }

  /** Takes the newest undos back. */
  redo(choice: RedoChoice, options: WriteOptions = {}): Promise<WriteResult<Entity>> {
    return this.send('redo', { ...choice }, options);
  }

  /** Brings a deleted subject back, or makes a subject what it was at a point. */
  restore(choice: RestoreChoice, options: WriteOptions = {}): Promise<WriteResult<Entity>> {
    return this.send('restore', { ...choice, asOf: timeText(choice.asOf) }, options);
  }

  /**
   * Takes back all that a user did, where nobody wrote later, and waits for the end. Only admins may. The server does
   * what a preview has shown and nothing else: to look first, get it from `preview.undoBy`, and give its `token`.
   */
  async undoBy(
    choice: UndoByChoice & { token?: string },
    watch: (progress: UndoByProgress) => void = () => undefined,
  ): Promise<UndoByProgress> {
    const token = choice.token ?? (await this.preview.undoBy(choice)).token;
    const body = this.writes.body(undoByBody({ ...choice, token }), {});
    const { requestId } = await this.writes.result(
      '',
      body,
      this.connection.api.POST('/api/v1/workspaces/{w}/history/undo-by', {
        params: { path: this.connection.path },
        body: body as components['schemas']['UndoBy'],
      }),
    );
    for (;;) {
      const progress = await this.undoByProgress(requestId);
      watch(progress);
      if (progress.status === 'validated' || progress.status === 'rejected') {
        return progress;
      }
      await sleep(LOOKS_EVERY);
    }
  }

  /** How far a request to take back what a user did has come. */
  undoByProgress(requestId: string): Promise<UndoByProgress> {
    return read(
      this.connection.api.GET('/api/v1/workspaces/{w}/history/undo-by/{id}', {
        params: { path: { ...this.connection.path, id: requestId } },
      }),
    );
  }

  /** Who did what, a change each, newest first; its requests, decisions and comments stand under it. */
  timeline(subjectId: string): Sequence<TimelineEntry> {
    return new Sequence(async (page) => {
      const { entries, next } = await this.timelinePage(subjectId, {
        after: page.after === undefined ? undefined : Number(page.after),
        limit: page.limit,
      });
      return { items: entries, next: next === undefined || next === null ? undefined : String(next) };
    });
  }

  /** A page of a timeline with its contributors; `limit` is about how many events it tells. */
  timelinePage(subjectId: string, page: { after?: number; limit?: number } = {}): Promise<Timeline> {
    return read(
      this.connection.api.GET('/api/v1/workspaces/{w}/subjects/{id}/timeline', {
        params: { path: { ...this.connection.path, id: subjectId }, query: page },
      }),
    );
  }

  /** What differs between two points, by field, and text by words; `to` is now unless set. */
  diff(subjectId: string, from: Point, to?: Point): Promise<Diff> {
    return read(
      this.connection.api.GET('/api/v1/workspaces/{w}/subjects/{id}/diff', {
        params: {
          path: { ...this.connection.path, id: subjectId },
          query: { from: pointText(from), to: to && pointText(to) },
        },
      }),
    );
  }

  /** For each line of a text, the change and the person that it comes from. */
  blame(subjectId: string, query: { field?: string; asOf?: Point } = {}): Promise<Blame> {
    return read(
      this.connection.api.GET('/api/v1/workspaces/{w}/subjects/{id}/blame', {
        params: {
          path: { ...this.connection.path, id: subjectId },
          query: { field: query.field, asOf: query.asOf && pointText(query.asOf) },
        },
      }),
    );
  }

  /**
   * Why a subject is here, or why an event happened, and what came of it: back to the words that it began with, over
   * decisions, proposals and the reasoning of agents; undefined where there is no such thing.
   */
  why(of: { subjectId: string } | { eventId: string }): Promise<Why | undefined> {
    const id = 'subjectId' in of ? of.subjectId : of.eventId;
    const params = { path: { ...this.connection.path, id } };
    return this.connection.find(
      'subjectId' in of
        ? this.connection.api.GET('/api/v1/workspaces/{w}/subjects/{id}/why', { params })
        : this.connection.api.GET('/api/v1/workspaces/{w}/events/{id}/why', { params }),
    );
  }

  private send(
    verb: 'undo' | 'undo-to' | 'redo' | 'restore',
    fields: Record<string, unknown>,
    options: WriteOptions,
  ): Promise<WriteResult<Entity>> {
    const body = this.writes.body(fields, options);
    return this.writes.result(
      String(fields['subjectId']),
      body,
      this.connection.api.POST(`/api/v1/workspaces/{w}/history/${verb}` as '/api/v1/workspaces/{w}/history/undo', {
        params: { path: this.connection.path, query: this.writes.query(options) },
        body: body as components['schemas']['Undo'],
      }),
    );
  }
}

/** What would change and who is affected, for each way of taking something back. */
export class Previews {
  constructor(private readonly writes: Writes) {}

  undo(choice: UndoChoice): Promise<UndoPreview> {
    return this.ask('undo', { ...choice });
  }

  undoTo(choice: UndoToChoice): Promise<UndoPreview> {
    return this.ask('undo-to', { subjectId: choice.subjectId, to: choice.eventId });
  }

  redo(choice: RedoChoice): Promise<UndoPreview> {
    return this.ask('redo', { ...choice });
  }

  restore(choice: RestoreChoice): Promise<UndoPreview> {
    return this.ask('restore', { ...choice, asOf: timeText(choice.asOf) });
  }

  /** Its `token` lets {@link History.undoBy} do just this. */
  undoBy(choice: UndoByChoice): Promise<UndoByPreview> {
    return this.writes.preview(
      this.writes.connection.api.POST('/api/v1/workspaces/{w}/history/undo-by', {
        params: { path: this.writes.connection.path },
        body: { ...undoByBody(choice), preview: true },
      }),
    );
  }

  private ask(verb: 'undo' | 'undo-to' | 'redo' | 'restore', fields: Record<string, unknown>): Promise<UndoPreview> {
    return this.writes.preview(
      this.writes.connection.api.POST(
        `/api/v1/workspaces/{w}/history/${verb}` as '/api/v1/workspaces/{w}/history/undo',
        {
          params: { path: this.writes.connection.path },
          body: { ...fields, preview: true } as components['schemas']['Undo'],
        },
      ),
    );
  }
}

function undoByBody(choice: UndoByChoice & { token?: string }): components['schemas']['UndoBy'] {
  return { ...choice, from: timeText(choice.from), to: timeText(choice.to) };
}

/** A point as the server takes it: a time, a version such as `3`, or `position:12`. */
function pointText(point: Point): string {
  if (typeof point === 'string') {
    return point;
  }
  if (point instanceof Date) {
    return point.toISOString();
  }
  return 'version' in point ? String(point.version) : `position:${point.position}`;
}
