import type { SynapError } from './errors.js';

/** An event, as those who listen are told of it: who changed what, but not the content, which a read gives. */
export interface ChangeMessage {
  workspaceId: string;
  /** Its place in the workspace's log. */
  position: number;
  eventId: string;
  /** Such as `note.content_updated`. */
  eventType: string;
  subjectId: string;
  subjectType: string;
  version: number;
  userId: string;
  timestamp: Date;
  /** Groups the events of one change. */
  correlationId?: string;
  /** What a comment stands on. */
  on?: string;
}

export interface ProposalMessage extends ChangeMessage {
  proposalId: string;
  status: 'waiting' | 'accepted' | 'modified' | 'rejected' | 'withdrawn' | 'expired';
}

/** How far a rebuild of projections is; for those who run the server. */
export interface ProgressMessage {
  name: string;
  done: number;
  total: number;
  state: string;
}

export type PresenceState = 'viewing' | 'editing';

/** Who is at a subject now. While there is no connection, nobody is known to be. */
export interface PresenceMessage {
  workspaceId: string;
  subjectId: string;
  users: { userId: string; name: string; state: PresenceState }[];
}

/** A room that may no longer be listened to. */
export interface LeftMessage {
  workspaceId: string;
  subjectId?: string;
  reason: string;
}

/** So much has happened meanwhile that it is not told one by one: what the app shows of the room is to be read anew. */
export interface ReloadMessage {
  workspaceId: string;
  subjectId?: string;
  /** Where the room goes on; what is read now is at least as new. */
  position: number;
}

export interface ConnectedMessage {
  /** Whether it is back after a break. */
  again: boolean;
}

export interface DisconnectedMessage {
  reason: string;
  /** What was refused, where something was. */
  error?: SynapError;
  /** Whether it stays so: the credential is refused, or Socket.IO is not installed. */
  final: boolean;
}

/** What can be listened for. */
export interface RealtimeMessages {
  'entity:created': ChangeMessage;
  'entity:updated': ChangeMessage;
  'entity:deleted': ChangeMessage;
  'entity:restored': ChangeMessage;
  'proposal:created': ProposalMessage;
  'proposal:decided': ProposalMessage;
  'proposal:stale': ProposalMessage;
  'comment:created': ChangeMessage;
  'projection:progress': ProgressMessage;
  'presence:changed': PresenceMessage;
  left: LeftMessage;
  reload: ReloadMessage;
  connected: ConnectedMessage;
  disconnected: DisconnectedMessage;
}

export type MessageName = keyof RealtimeMessages;

/** Calls those who listen, each by its own: one that throws keeps nobody else from being told. */
export class Listeners {
  private readonly byName = new Map<MessageName, Set<(message: never) => void>>();

  add<N extends MessageName>(name: N, listener: (message: RealtimeMessages[N]) => void): () => void {
    const own = (message: RealtimeMessages[N]) => listener(message);
    const all = this.byName.get(name) ?? new Set();
    this.byName.set(name, all.add(own));
    return () => void all.delete(own);
  }

  tell<N extends MessageName>(name: N, message: RealtimeMessages[N]): void {
    for (const listener of [...(this.byName.get(name) ?? [])]) {
      try {
        (listener as (message: RealtimeMessages[N]) => void)(message);
      } catch (fault) {
        queueMicrotask(() => {
          throw fault; // seen by whoever looks after uncaught errors, as one thrown in any other event's handler
        });
      }
    }
  }
}
