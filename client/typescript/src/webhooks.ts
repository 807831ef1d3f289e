import { read, type Connection } from './connection.js';
import type { components } from './schema.js';
import { Sequence } from './sequence.js';

export type Webhook = components['schemas']['Webhook'];
export type WebhookDelivery = components['schemas']['WebhookDelivery'];
export type WebhookChoice = Pick<components['schemas']['NewWebhook'], 'id' | 'description'>;
export type WebhookChange = components['schemas']['WebhookChange'];

/** Where the events of the workspace are sent; for its admins. */
export class Webhooks {
  constructor(private readonly connection: Connection) {}

  /**
   * Has events sent from now on.
   *
   * @param types exact ones, prefixes such as `note.*`, or `*` for all
   * @returns the webhook with its `secret`, which is not shown again
   */
  create(url: string, types: string[], choice: WebhookChoice = {}): Promise<Webhook> {
    return read(
      this.connection.api.POST('/api/v1/workspaces/{w}/webhooks', {
        params: { path: this.connection.path },
        body: { url, types, ...choice },
        fetch: this.connection.once,
      }),
    );
  }

  /** All of them, the oldest first. */
  async list(): Promise<Webhook[]> {
    const { items } = await read(
      this.connection.api.GET('/api/v1/workspaces/{w}/webhooks', { params: { path: this.connection.path } }),
    );
    return items;
  }

  get(id: string): Promise<Webhook> {
    return read(this.connection.api.GET('/api/v1/workspaces/{w}/webhooks/{id}', { params: { path: this.at(id) } }));
  }

  change(id: string, change: WebhookChange): Promise<Webhook> {
    return read(
      this.connection.api.PATCH('/api/v1/workspaces/{w}/webhooks/{id}', {
        params: { path: this.at(id) },
        body: change,
        fetch: this.connection.once,
      }),
    );
  }

  /** Removes it with all that waits for it. */
  async remove(id: string): Promise<void> {
    await read(
      this.connection.api.DELETE('/api/v1/workspaces/{w}/webhooks/{id}', {
        params: { path: this.at(id) },
        fetch: this.connection.once,
      }),
    );
  }

  /** Gives it another `secret`; for 24 hours the old one signs beside it. */
  rotateSecret(id: string): Promise<Webhook> {
    return read(
      this.connection.api.POST('/api/v1/workspaces/{w}/webhooks/{id}/rotate-secret', {
        params: { path: this.at(id) },
        fetch: this.connection.once,
      }),
    );
  }

  /** Sends a delivery of the type `webhook.ping`; what came of it, `deliveries` says. */
  ping(id: string): Promise<WebhookDelivery> {
    return read(
      this.connection.api.POST('/api/v1/workspaces/{w}/webhooks/{id}/ping', {
        params: { path: this.at(id) },
        fetch: this.connection.once,
      }),
    );
  }

  /** What was and is to be sent, the newest first. */
  deliveries(
    id: string,
    query: { status?: 'pending' | 'delivered' | 'parked' } = {},
  ): Sequence<WebhookDelivery> {
    return new Sequence(async ({ after, limit }) => {
      const { items, next } = await read(
        this.connection.api.GET('/api/v1/workspaces/{w}/webhooks/{id}/deliveries', {
          params: {
            path: this.at(id),
            query: { status: query.status, before: after === undefined ? undefined : Number(after), limit },
          },
        }),
      );
      return { items, next: next === undefined || next === null ? undefined : String(next) };
    });
  }

  /** Sends something once more, at once. */
  retry(id: string, deliveryId: string): Promise<WebhookDelivery> {
    return read(
      this.connection.api.POST('/api/v1/workspaces/{w}/webhooks/{id}/deliveries/{deliveryId}/retry', {
        params: { path: { ...this.at(id), deliveryId } },
        fetch: this.connection.once,
      }),
    );
  }

  /** Sends all events behind a position once more, as far as the log reaches now. */
  replay(id: string, after: number): Promise<components['schemas']['WebhookReplay']> {
    return read(
      this.connection.api.POST('/api/v1/workspaces/{w}/webhooks/{id}/replay', {
        params: { path: this.at(id) },
        body: { after },
        fetch: this.connection.once,
      }),
    );
  }

  private at(id: string): { w: string; id: string } {
    return { ...this.connection.path, id };
  }
}
