import type { components } from './schema.js';

/** What the server says of a fault (RFC 9457); `type` is stable, `detail` is for people. */
export type Problem = components['schemas']['Problem'] & Record<string, unknown>;

const NO_ANSWER = new Set(['unreachable', 'timeout']);

/** A call that did not come to its end: refused by the server, or not answered by it. */
export class SynapError extends Error {
  /** A stable word for what is wrong, such as `not-found`, `version-conflict`, `unreachable`. */
  readonly code: string;
  /** The HTTP status; 0 where no answer came. */
  readonly status: number;
  /** What the server says of it; undefined where no answer came. */
  readonly problem: Problem | undefined;

  constructor(code: string, status: number, message: string, problem?: Problem, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
    this.status = status;
    this.problem = problem;
  }

  /** The field that is wrong, where it is one. */
  get field(): string | undefined {
    return this.problem?.field;
  }

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return NO_ANSWER.has(this.code) || this.problem?.retryable === true || this.status === 429 || this.status === 503;
  }
}

/** Somebody wrote first: read the subject again, decide again. */
export class VersionConflictError extends SynapError {
  get subjectId(): string {
    return this.problem?.subjectId ?? '';
  }

  get expectedVersion(): number {
    return this.problem?.expectedVersion ?? -1;
  }

  get currentVersion(): number {
    return this.problem?.currentVersion ?? -1;
  }
}

/** A write that was expected to be done, and was rejected, or waits: see {@link orThrow}. */
export class NotValidatedError extends SynapError {}

/** An event is what happened, and what happened does not change. */
export class ImmutableEventError extends SynapError {
  constructor(eventId: string) {
    super(
      'immutable',
      405,
      `events are immutable, and ${eventId} stays as it is: append an event that says what is so now, such as note.updated`,
    );
  }
}

/** Makes the error of an answer that refuses. */
export function refusal(status: number, body: unknown): SynapError {
  const problem = isProblem(body) ? body : undefined;
  const code = problem?.type?.split('/').pop() ?? `http-${status}`;
  const message = problem?.detail || problem?.title || `the server answered ${status}`;
  return code === 'version-conflict'
    ? new VersionConflictError(code, status, message, problem)
    : new SynapError(code, status, message, problem);
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'type' in body;
}
