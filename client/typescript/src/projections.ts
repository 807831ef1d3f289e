import { read, type Connection } from './connection.js';
import { linesOf } from './lines.js';
import { sleep } from './patience.js';
import type { components } from './schema.js';

export type Rebuild = components['schemas']['Rebuild'];

const LOOKS_EVERY = 200;

/** The tables that are made from the log, and can be made anew from it; for server administrators. */
export class Projections {
  constructor(private readonly connection: Connection) {}

  /** Their names, and how far behind the log they are. */
  list(): Promise<components['schemas']['Projections']> {
    return read(this.connection.api.GET('/api/v1/workspaces/{w}/projections', { params: { path: this.connection.path } }));
  }

  /**
   * Has projections made anew, beside those that are read meanwhile, and waits for the end. Where the same rebuild is running
   * already, that one is waited for.
   *
   * @param name a table such as `notes`, `snapshots`, or `all`
   * @param watch is told now and then how far it is
   */
  async rebuild(name: string, watch: (rebuild: Rebuild) => void = () => undefined): Promise<Rebuild> {
    let rebuild = await this.start(name);
    for (;;) {
      watch(rebuild);
      if (rebuild.status !== 'running') {
        return rebuild;
      }
      await sleep(LOOKS_EVERY);
      rebuild = await this.progress(rebuild.id);
    }
  }

  /** Begins one, and does not wait. */
  start(name: string): Promise<Rebuild> {
    return read(this.connection.api.POST('/api/v1/rebuilds', { body: { name } }));
  }

  /** How far a rebuild is. */
  progress(id: string): Promise<Rebuild> {
    return read(this.connection.api.GET('/api/v1/rebuilds/{id}', { params: { path: { id } } }));
  }

  /** A rebuild each time that something about it has changed, up to its end. */
  async *follow(id: string, signal?: AbortSignal): AsyncGenerator<Rebuild, void> {
    const response = await this.connection.open(`/api/v1/rebuilds/${encodeURIComponent(id)}/progress`, {}, signal);
    for await (const lines of linesOf(response.body ?? new Blob([]).stream())) {
      yield* lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Rebuild);
    }
  }

  /** The youngest rebuilds, and tables that are missing. */
  rebuilds(): Promise<components['schemas']['Rebuilds']> {
    return read(this.connection.api.GET('/api/v1/rebuilds'));
  }
}
