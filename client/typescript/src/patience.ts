import { SynapError } from './errors.js';

/** How long to wait for the server, and how often to ask it again. Times are milliseconds. */
export interface Patience {
  /** For one answer, before trying again; 15,000 unless set. */
  attemptTimeout: number;
  /** For a call with all of its attempts and the pauses between them; 60,000 unless set. */
  timeout: number;
  /** How often to try again after the first attempt, where that is safe; 6 unless set. */
  retries: number;
}

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;
const PASSING = new Set([429, 502, 503, 504]);

/** As `fetch`, of which it makes one that asks again where nothing or a passing fault was answered. */
export function patientFetch(fetchOnce: typeof fetch, patience: Patience): (request: Request) => Promise<Response> {
  return async (request) => {
    const deadline = Date.now() + patience.timeout;
    for (let attempts = 1; ; attempts++) {
      const outcome = await attempt(fetchOnce, request.clone(), Math.min(patience.attemptTimeout, deadline - Date.now()));
      const pause = pauseAfter(outcome, attempts);
      if (!mayRepeat(outcome) || attempts > patience.retries || Date.now() + pause >= deadline) {
        if (outcome instanceof Response) {
          return outcome;
        }
        throw outcome;
      }
      await sleep(pause, request.signal);
    }
  };
}

/** As `fetch`, of which it makes one that ends in time, and says what was the matter. */
export function timedFetch(fetchOnce: typeof fetch, timeout: number): (request: Request) => Promise<Response> {
  return async (request) => {
    const outcome = await attempt(fetchOnce, request, timeout);
    if (outcome instanceof Response) {
      return outcome;
    }
    throw outcome;
  };
}

async function attempt(fetchOnce: typeof fetch, request: Request, timeout: number): Promise<Response | SynapError> {
  const late = AbortSignal.timeout(Math.max(1, timeout));
  try {
    const response = await fetchOnce(request, { signal: AbortSignal.any([late, request.signal]) });
    // The time covers the whole answer: a body that never ends must not hold us either.
    const body = await response.arrayBuffer();
    return new Response(hasNoBody(response) ? null : body, response);
  } catch (fault) {
    if (request.signal.aborted) {
      throw fault;
    }
    const what = `${request.method} ${new URL(request.url).pathname}`;
    return late.aborted
      ? new SynapError('timeout', 0, `${what} had no answer within ${timeout} ms`, undefined, { cause: fault })
      : new SynapError('unreachable', 0, `${what} lost or found no connection to ${new URL(request.url).origin}`, undefined, {
          cause: fault,
        });
  }
}

function hasNoBody(response: Response): boolean {
  return response.status === 204 || response.status === 304;
}

function mayRepeat(outcome: Response | SynapError): boolean {
  return outcome instanceof Response ? PASSING.has(outcome.status) : true;
}

/** Twice as long each time up to a limit, half of it left to chance; at least what the server asks for. */
function pauseAfter(outcome: Response | SynapError, attempts: number): number {
  const limited = Math.min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE);
  const own = limited / 2 + Math.random() * (limited / 2);
  const asked = outcome instanceof Response ? Number(outcome.headers.get('Retry-After') ?? 0) * 1_000 : 0;
  return Math.max(own, Number.isFinite(asked) ? asked : 0);
}

/** Ends early, with the signal's reason, when the call is given up meanwhile. */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const givenUp = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', givenUp);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', givenUp, { once: true });
  });
}
