import { read, type Connection } from './connection.js';
import { NotValidatedError, refusal, SynapError, type Problem } from './errors.js';
import { newId } from './ids.js';
import type { components } from './schema.js';

/** How to write; all of it may be left out. */
export interface WriteOptions {
  /** Whether to wait until the write is decided and the lists show it, at most 10 seconds; `true` unless set. */
  wait?: boolean;
  /** The version that the writer saw: where a change lies behind it, the write is rejected. */
  expectedVersion?: number;
  /** Why, for those who read the history. */
  reason?: string;
  /** The app; that of the client unless set. */
  source?: string;
  /** The change that this is part of; left out for a change of its own. */
  correlationId?: string;
  /** The event that led to it. */
  causationId?: string;
  /** The request's id, which makes sending it again safe even from another process. */
  eventId?: string;
  /** More about the why and how, such as `ai`. */
  metadata?: Record<string, unknown>;
}

/** A field that somebody wrote later than what was taken back; the path is empty for the subject as a whole. */
export type Superseded = components['schemas']['Superseded'];

interface Decided {
  /** The id of the request, which is the first event of its story. */
  requestId: string;
  /** What is written: for a create, the new entity's id. */
  subjectId: string;
}

/** What has become of a write. */
export type WriteResult<T> = Validated<T> | Proposed | Rejected | Requested;

/** It is done, and the lists show it. */
export interface Validated<T> extends Decided {
  status: 'validated';
  /** Where its last event stands; other clients' lists take it as `minPosition`. */
  position: number;
  version: number;
  /** As it is now; undefined where the server shows none, such as for what was deleted. */
  entity: T | undefined;
  /** What somebody wrote later than what was taken back: it stays, or was overwritten by force. */
  superseded: Superseded[];
}

/** It waits for a person: see `synap.proposals`. */
export interface Proposed extends Decided {
  status: 'proposed';
  position: number;
  proposalId: string;
  /** Which rule asks for a person. */
  rule: string;
}

/** It was refused, and nothing has changed. */
export interface Rejected extends Decided {
  status: 'rejected';
  /** Which rule refused it, such as `role.viewer`. */
  rule: string;
  reason: string;
  errors: { path: string; message: string }[];
  problem: Problem;
}

/** It is in the log, and not decided yet. */
export interface Requested extends Decided {
  status: 'requested';
  position: number;
}

/**
 * What came about, for a caller that has no answer of its own to anything else.
 *
 * @throws NotValidatedError when the write was rejected or proposed, or is not decided yet
 */
export async function orThrow<T>(result: WriteResult<T> | Promise<WriteResult<T>>): Promise<Validated<T>> {
  const decided = await result;
  switch (decided.status) {
    case 'validated':
      return decided;
    case 'proposed':
      throw new NotValidatedError('proposed', 202, `[${decided.subjectId}] waits for a person as ${decided.proposalId}`);
    case 'rejected':
      throw new NotValidatedError(
        'rejected',
        decided.problem.status ?? 0,
        `[${decided.subjectId}] rejected by ${decided.rule}: ${decided.reason}`,
        decided.problem,
      );
    case 'requested':
      throw new NotValidatedError('requested', 202, `[${decided.subjectId}] is not decided yet`);
  }
}

type Fields = Record<string, unknown>;
type Reply = components['schemas']['Request'];

/** Sends writes, and reads what became of them. Each has an id before it is sent, so that it is done once. */
export class Writes {
  constructor(readonly connection: Connection) {}

  /** The body of a request: the fields, and beside them what the request says of itself. */
  body(fields: Fields, options: WriteOptions): Fields {
    const { wait: _, ...said } = options;
    const source = said.source ?? this.connection.options.source;
    return { ...fields, ...said, ...(source === undefined ? {} : { source }), eventId: said.eventId ?? newId('evt') };
  }

  /** The same of something new, whose id is chosen here where the caller has not. */
  newBody(type: string, fields: Fields, options: WriteOptions): Fields {
    return this.body({ ...fields, id: fields['id'] ?? newId(type) }, options);
  }

  /** The `wait` of a request's query. */
  query(options: WriteOptions): { wait?: 'validated' } {
    return options.wait === false ? {} : { wait: 'validated' };
  }

  async result<T>(
    subjectId: string,
    body: Fields,
    answer: Promise<{ data?: unknown; error?: unknown; response: Response }>,
  ): Promise<WriteResult<T>> {
    const { data, error, response } = await answer;
    if (!response.ok || error !== undefined) {
      return rejected(subjectId, String(body['eventId']), response.status, error);
    }
    return this.decided(data as Reply);
  }

  /** Reads a preview, which writes nothing. */
  async preview<T>(answer: Promise<{ data?: unknown; error?: unknown; response: Response }>): Promise<T> {
    return (await read(answer)) as T;
  }

  private decided<T>(reply: Reply): WriteResult<T> {
    const { requestId, subjectId, position } = reply;
    switch (reply.status) {
      case 'validated':
        this.connection.wrote(position);
        return {
          status: 'validated',
          requestId,
          subjectId,
          position,
          version: reply.version ?? 0,
          entity: reply.entity && ({ ...reply.entity, version: reply.version ?? 0 } as T),
          superseded: reply.superseded ?? [],
        };
      case 'proposed':
        return {
          status: 'proposed',
          requestId,
          subjectId,
          position,
          proposalId: reply.proposalId ?? '',
          rule: reply.rule ?? '',
        };
      case 'requested':
        return { status: 'requested', requestId, subjectId, position };
      default:
        throw new SynapError('unknown-answer', 200, `the server answered with the status ${String(reply.status)}`);
    }
  }
}

/** A refusal by a rule is a result; one before anybody decided is an error. */
function rejected(subjectId: string, eventId: string, status: number, body: unknown): Rejected {
  const fault = refusal(status, body);
  const problem = fault.problem;
  const rule = problem?.['rule'];
  if (problem === undefined || typeof rule !== 'string') {
    throw fault;
  }
  return {
    status: 'rejected',
    requestId: String(problem['requestId'] ?? eventId),
    subjectId: problem.subjectId ?? subjectId,
    rule,
    reason: fault.message,
    errors: Array.isArray(problem['errors']) ? (problem['errors'] as Rejected['errors']) : [],
    problem,
  };
}
