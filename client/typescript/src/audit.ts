import { read, type Connection } from './connection.js';
import { timeText } from './event.js';
import type { EventQuery } from './events.js';
import type { components } from './schema.js';
import { Sequence } from './sequence.js';

export type AuditEntry = components['schemas']['AuditEntry'];

/** Which entries; `text` is looked for in type, subject, user, data and metadata. */
export interface AuditQuery extends EventQuery {
  text?: string;
}

/** Who did what, when, from where and why, with each field before and after; for admins of the workspace. */
export class Audit {
  constructor(private readonly connection: Connection) {}

  /** The entries that match, oldest first, unless told `order: 'desc'`. */
  query(query: AuditQuery = {}): Sequence<AuditEntry> {
    return new Sequence(async (page) => {
      const found = await read(
        this.connection.api.GET('/api/v1/workspaces/{w}/audit', {
          params: {
            path: this.connection.path,
            query: { ...query, from: timeText(query.from), to: timeText(query.to), after: page.after, limit: page.limit },
          },
        }),
      );
      return { items: found.entries, next: found.next ?? undefined };
    });
  }

  /** All entries that match as a table (RFC 4180), or as JSON with an entry a line, as it comes. */
  async export(format: 'csv' | 'ndjson', query: AuditQuery = {}, signal?: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const { from, to, order: _, ...rest } = query;
    const response = await this.connection.open(
      `/api/v1/workspaces/${encodeURIComponent(this.connection.w)}/audit.${format}`,
      { ...rest, from: timeText(from), to: timeText(to) },
      signal,
    );
    return response.body ?? new Blob([]).stream();
  }
}
