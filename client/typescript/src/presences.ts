import type { PresenceMessage, PresenceState } from './messages.js';
import type { Place } from './places.js';

/** Where this client says it is. */
export interface Shown {
  workspaceId: string;
  subjectId: string;
  state: PresenceState | 'gone';
}

/** Who is where, as far as a client needs to remember it across connections. */
export class Presences {
  private readonly own = new Map<string, Shown>();
  private readonly seen = new Map<string, PresenceMessage>();

  /** Remembers what this client does at a subject, to be said again on each new connection. */
  show(shown: Shown): void {
    if (shown.state === 'gone') {
      this.hide(shown);
    } else {
      this.own.set(key(shown), shown);
    }
  }

  hide(shown: Shown): void {
    this.own.delete(key(shown));
  }

  /** What is to be said once the client is in this place. */
  at(place: Place): Shown[] {
    return [...this.own.values()].filter((shown) => shown.workspaceId === place.workspaceId && place.shows(shown));
  }

  /** Remembers where somebody is. */
  note(message: PresenceMessage): void {
    if (message.users.length === 0) {
      this.seen.delete(key(message));
    } else {
      this.seen.set(key(message), message);
    }
  }

  /** Forgets who is where, for a client without a connection is not told of those who go; returns what is so now. */
  forget(): PresenceMessage[] {
    const empty = [...this.seen.values()].map((message) => ({ ...message, users: [] }));
    this.seen.clear();
    return empty;
  }
}

function key({ workspaceId, subjectId }: { workspaceId: string; subjectId: string }): string {
  return JSON.stringify([workspaceId, subjectId]);
}
