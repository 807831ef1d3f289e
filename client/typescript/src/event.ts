import type { components } from './schema.js';

/** An immutable fact in the log. Its times are to the millisecond here; the log keeps microseconds. */
export interface SynapEvent {
  // Identity
  id: string;
  /** When it happened. */
  timestamp: Date;
  workspaceId: string;
  /** Its place in the workspace's log: 1, 2, 3 … without a gap. */
  position: number;
  // What
  /** Such as `note.created`. */
  type: string;
  subjectId: string;
  subjectType: string;
  /** Its place among the events of its subject. */
  version: number;
  /** The change itself. */
  data: Record<string, any>;
  // Who and where
  userId: string;
  /** Such as `web-app`, `mobile`, `api`. */
  source: string;
  // Why
  metadata: EventMetadata;
  // Tracing
  /** Groups the events of one change. */
  correlationId?: string;
  /** The event that this one follows from. */
  causationId?: string;
  /** When the log recorded it. */
  recordedAt: Date;
  /** SHA-256 over the hash before and this event. */
  hash: string;
}

/** The circumstances of an event, as they were told; anything may be among them. */
export interface EventMetadata {
  ai?: AIReasoningTrace;
  import?: Record<string, unknown>;
  sync?: Record<string, unknown>;
  ipAddress?: string;
  userAgent?: string;
  reason?: string;
  [name: string]: any;
}

/** How an agent came to want something, in its own words. */
export interface AIReasoningTrace {
  agent?: string;
  /** What was asked: a language model's name, or `built-in extractor`. */
  model?: string;
  /** What says that it has answered. */
  modelVersion?: string;
  /** SHA-256 of all that the model was given to read. */
  promptHash?: string;
  inputTokens?: number;
  outputTokens?: number;
  reasoning?: {
    /** Whose account the steps are: what rules did, or what a model says of itself. */
    account?: 'rules' | 'model';
    steps?: { thought?: string; action?: string; confidence?: number }[];
    outcome?: { action?: string; entity?: Record<string, any> };
    [name: string]: any;
  };
  durationMs?: number;
  [name: string]: any;
}

/** An event to append. */
export interface EventDraft {
  /** Such as `note.updated`. */
  type: string;
  /** Left out, the SDK makes one, so that the event is stored once however often it is sent. */
  id?: string;
  /** Left out: `data.id`, or a new subject. */
  subjectId?: string;
  subjectType?: string;
  data?: Record<string, unknown>;
  metadata?: Record<string, unknown>;
  source?: string;
  correlationId?: string;
  causationId?: string;
  /** Only with the scope `import`, as is the time. */
  userId?: string;
  timestamp?: Date | string;
}

/** Reads an event as the server sends it. */
export function readEvent(json: components['schemas']['Event']): SynapEvent {
  return {
    ...json,
    data: json.data,
    metadata: json.metadata ?? {},
    timestamp: new Date(json.timestamp),
    recordedAt: new Date(json.recordedAt),
  };
}

/** A time as the server takes it. */
export function timeText(time: Date | string | undefined): string | undefined {
  return time instanceof Date ? time.toISOString() : time;
}
