import { read, type Connection } from './connection.js';
import type { components } from './schema.js';
import { Sequence } from './sequence.js';

export type Parked = components['schemas']['Parked'];
export type DispatchEntry = components['schemas']['DispatchEntry'];

/** What works behind the log, and what it could not do. */
export class Workers {
  constructor(private readonly connection: Connection) {}

  async list(): Promise<components['schemas']['Worker'][]> {
    const { workers } = await read(
      this.connection.api.GET('/api/v1/workspaces/{w}/workers', { params: { path: this.connection.path } }),
    );
    return workers;
  }

  /** Events that were set aside because they kept failing, and those that wait behind them. */
  async parked(): Promise<Parked[]> {
    const { items } = await read(
      this.connection.api.GET('/api/v1/workspaces/{w}/workers/parked', { params: { path: this.connection.path } }),
    );
    return items;
  }

  retry(id: string): Promise<Parked> {
    return this.decide(id, 'retry');
  }

  /** Leaves it out for good; the log tells so. */
  skip(id: string): Promise<Parked> {
    return this.decide(id, 'skip');
  }

  /** What became of requests, the newest first. */
  dispatch(query: { status?: 'pending' | 'done' | 'parked' } = {}): Sequence<DispatchEntry> {
    return new Sequence(async ({ after, limit }) => {
      const { items, next } = await read(
        this.connection.api.GET('/api/v1/workspaces/{w}/dispatch', {
          params: {
            path: this.connection.path,
            query: { status: query.status, before: after === undefined ? undefined : Number(after), limit },
          },
        }),
      );
      return { items, next: next === undefined || next === null ? undefined : String(next) };
    });
  }

  private decide(id: string, verb: 'retry' | 'skip'): Promise<Parked> {
    return read(
      this.connection.api.POST(
        `/api/v1/workspaces/{w}/workers/parked/{id}/${verb}` as '/api/v1/workspaces/{w}/workers/parked/{id}/retry',
        { params: { path: { ...this.connection.path, id } } },
      ),
    );
  }
}
