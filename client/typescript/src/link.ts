import type { Socket } from 'socket.io-client';
import { read, type Connection } from './connection.js';
import { SynapError } from './errors.js';

/** How to listen; all of it may be left out. */
export interface RealtimeOptions {
  /** Where Socket.IO is, such as `https://live.example.com`, where that is not what the server says: behind a proxy. */
  url?: string;
  /** Which ways to try, in this order; WebSocket, else long-polling, unless set. */
  transports?: ('websocket' | 'polling')[];
}

/** What the server says to a command. */
export type Answer =
  | { ok: true; position?: number; missed?: number; reload?: boolean }
  | { ok: false; problem: { status?: number; [name: string]: unknown } };

const CONNECT_WITHIN = 20_000;

/**
 * One connection by Socket.IO, from its ticket to its end. It does not come back by itself: the next one has another
 * ticket, and perhaps another port.
 */
export class Link {
  /** Ends with the connection, and says why. */
  readonly ended: Promise<string>;

  private constructor(private readonly socket: Socket) {
    this.ended = new Promise((resolve) => socket.on('disconnect', resolve));
  }

  /**
   * @param told called with each message, in order
   * @throws SynapError when there is no connection, or no right to one
   */
  static async open(
    connection: Connection,
    options: RealtimeOptions,
    told: (name: string, body: any) => void,
    signal: AbortSignal,
  ): Promise<Link> {
    const { io } = await socketIo();
    const { ticket, url, path } = await read(
      connection.api.POST('/api/v1/realtime/ticket', { fetch: connection.once, signal }),
    );
    const socket = io(options.url ?? url, {
      path,
      auth: { ticket },
      transports: options.transports ?? ['websocket', 'polling'],
      tryAllTransports: true,
      reconnection: false,
      forceNew: true,
      timeout: CONNECT_WITHIN,
    });
    const link = new Link(socket);
    socket.onAny(told);
    try {
      await link.connected(signal);
    } catch (fault) {
      socket.disconnect();
      throw fault;
    }
    return link;
  }

  /** Sends a command; of one that the connection did not outlive, no answer comes. */
  ask(name: 'join' | 'leave' | 'presence', body: object, answered: (answer: Answer) => void = () => undefined): void {
    this.socket.emit(name, body, answered);
  }

  end(): void {
    this.socket.disconnect();
  }

  private connected(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(lost(`nothing was answered within ${CONNECT_WITHIN} ms`)), CONNECT_WITHIN);
      const givenUp = () => reject(lost('it was closed'));
      const settled = () => {
        clearTimeout(late);
        signal.removeEventListener('abort', givenUp);
      };
      signal.addEventListener('abort', givenUp);
      this.socket.on('connect', () => {
        settled();
        resolve();
      });
      this.socket.on('connect_error', (fault) => {
        settled();
        reject(lost(fault.message, fault)); // a ticket that was refused, too: the next one may do
      });
    });
  }
}

/** Loaded when it is needed, so that the SDK works without it. */
async function socketIo(): Promise<typeof import('socket.io-client')> {
  try {
    return await import('socket.io-client');
  } catch (cause) {
    throw new SynapError(
      'missing-dependency',
      0,
      'realtime needs the package socket.io-client, which is not installed: npm install socket.io-client@4',
      undefined,
      { cause },
    );
  }
}

function lost(why: string, cause?: unknown): SynapError {
  return new SynapError('unreachable', 0, `realtime found no connection: ${why}`, undefined, { cause });
}
