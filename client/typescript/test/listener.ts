import type { MessageName, Realtime, RealtimeMessages } from '@synap/client';
import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** What a client was told, in order, and a way to wait for more of it. */
export class Heard {
  readonly all: { name: MessageName; message: any }[] = [];
  private wake: () => void = () => undefined;

  constructor(realtime: Realtime, ...names: MessageName[]) {
    for (const name of names) {
      realtime.on(name, (message) => {
        this.all.push({ name, message });
        this.wake();
      });
    }
  }

  of<N extends MessageName>(name: N): RealtimeMessages[N][] {
    return this.all.filter((each) => each.name === name).map((each) => each.message);
  }

  /** Ends once what was heard is as it should be. */
  async until(holds: (heard: this) => boolean): Promise<void> {
    while (!holds(this)) {
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}

/** A way to a port that can be cut, and mended. */
export class Proxy {
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private port = 0;

  constructor(private readonly target: number) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async open(): Promise<this> {
    this.server = createServer((client) => {
      const behind = connect(this.target, '127.0.0.1');
      for (const [one, other] of [
        [client, behind],
        [behind, client],
      ] as const) {
        this.sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          this.sockets.delete(one);
          other.destroy();
        });
      }
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port;
    return this;
  }

  /** Breaks every connection in the middle of whatever it carries. */
  async cut(): Promise<void> {
    const closed = this.server && once(this.server, 'close');
    this.server?.close();
    this.sockets.forEach((socket) => socket.destroy());
    await closed;
  }
}
