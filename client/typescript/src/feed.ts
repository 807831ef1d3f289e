import type { Connection } from './connection.js';
import { SynapError } from './errors.js';
import { readEvent, type SynapEvent } from './event.js';
import { linesOf } from './lines.js';
import { sleep } from './patience.js';

const LONGEST_SILENCE = 45_000;
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;
const MOST_FAILURES = 6;

/**
 * The events after a position, as they come over one connection. One that breaks is opened anew behind the last event that
 * came, so that none is missed or repeated. A feed that follows has no end but the signal's.
 */
export async function* feed(
  connection: Connection,
  after: number,
  follow: boolean,
  signal?: AbortSignal,
): AsyncGenerator<SynapEvent, void> {
  let position = after;
  let failures = 0;
  while (!signal?.aborted) {
    try {
      for await (const line of lines(connection, position, follow, signal)) {
        failures = 0;
        if (line === '') {
          continue; // a sign of life
        }
        const event = readEvent(JSON.parse(line));
        if (event.position > position) {
          yield event;
          position = event.position;
        }
      }
      if (!follow) {
        return;
      }
    } catch (fault) {
      if (signal?.aborted) {
        return;
      }
      if (!(fault instanceof SynapError && fault.retryable) || (!follow && failures >= MOST_FAILURES)) {
        throw fault;
      }
    }
    const pause = Math.min(FIRST_PAUSE * 2 ** failures++, LONGEST_PAUSE);
    await sleep(pause / 2 + (Math.random() * pause) / 2, signal).catch(() => undefined);
  }
}

/** The lines of one answer, to its end. */
async function* lines(
  connection: Connection,
  after: number,
  follow: boolean,
  signal: AbortSignal | undefined,
): AsyncGenerator<string, void> {
  const ended = new AbortController();
  const watch = new Silence(() => ended.abort(lost('it was silent for too long')));
  const both = signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal]);
  try {
    const response = await connection.open(
      `/api/v1/workspaces/${encodeURIComponent(connection.w)}/events.ndjson`,
      { after: String(after), follow: follow ? 'true' : undefined },
      both,
    );
    if (response.body === null) {
      return;
    }
    const parts = linesOf(response.body);
    for (;;) {
      watch.begin();
      const { done, value } = await parts.next();
      watch.end(); // how long the reader takes is no silence of the server
      if (!done) {
        yield* value;
      } else if (value.whole) {
        return;
      } else {
        throw lost('it ended within an event');
      }
    }
  } catch (fault) {
    if (signal?.aborted || fault instanceof SynapError) {
      throw fault;
    }
    throw ended.signal.aborted ? ended.signal.reason : lost('the connection broke', fault);
  } finally {
    watch.end();
    ended.abort();
  }
}

function lost(why: string, cause?: unknown): SynapError {
  return new SynapError('unreachable', 0, `the stream of events was lost: ${why}`, undefined, { cause });
}

/** Rings when nothing has come for too long. */
class Silence {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ring: () => void) {}

  begin(): void {
    this.end();
    this.timer = setTimeout(this.ring, LONGEST_SILENCE);
  }

  end(): void {
    clearTimeout(this.timer);
  }
}
