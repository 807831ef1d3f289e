import type { ChangeMessage, PresenceMessage, Realtime, Synap } from '@synap/client';
import { useQueryClient, type Query, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';

type User = PresenceMessage['users'][number];

/** What shows a change is read anew at once, so many times in a second; beyond that, once for all changes of a while. */
const AT_ONCE_PER_SECOND = 8;
const GATHER_MS = 150;
const NOBODY: User[] = [];

/** What is happening in a workspace now: keeps queries up to date, and knows who is where. */
export class Live {
  connected = false;
  readonly realtime: Realtime;
  private readonly present = new Map<string, User[]>();
  private readonly watchers = new Set<() => void>();
  private changed = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private reads: number[] = [];
  private reading: Promise<void> | undefined;

  constructor(
    synap: Synap,
    private readonly workspace: string,
    private readonly queries: QueryClient,
  ) {
    this.realtime = synap.realtime();
    const { realtime } = this;
    const names = ['entity:created', 'entity:updated', 'entity:deleted', 'entity:restored', 'comment:created'] as const;
    for (const name of [...names, 'proposal:created', 'proposal:decided', 'proposal:stale'] as const) {
      realtime.on(name, (message) => this.note(message));
    }
    realtime.on('presence:changed', ({ subjectId, users }) => {
      this.present.set(subjectId, users);
      this.tell();
    });
    realtime.on('projection:progress', () => this.touch('rebuild'));
    realtime.on('reload', () => this.refreshAll());
    realtime.on('left', () => this.refreshAll());
    realtime.on('connected', () => {
      this.connected = true;
      this.tell();
    });
    realtime.on('disconnected', () => {
      this.connected = false;
      this.tell();
    });
    // What changed between the first reading and this, nobody told. Who may not listen, such as a guest, reads as others do.
    realtime.join().then(
      () => this.refreshAll(),
      () => undefined,
    );
  }

  usersAt(subjectId: string): User[] {
    return this.present.get(subjectId) ?? NOBODY;
  }

  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  close(): void {
    clearTimeout(this.timer);
    void this.realtime.close();
  }

  private note(message: ChangeMessage): void {
    this.touch(message.subjectId, message.subjectType, ...(message.on === undefined ? [] : [message.on]));
  }

  private touch(...what: string[]): void {
    what.forEach((each) => this.changed.add(each));
    if (this.reading === undefined) {
      this.timer ??= setTimeout(() => this.flush(), this.isBusy() ? GATHER_MS : 0);
    }
  }

  private isBusy(): boolean {
    const since = performance.now() - 1_000;
    this.reads = this.reads.filter((at) => at > since);
    return this.reads.length >= AT_ONCE_PER_SECOND;
  }

  private flush(): void {
    const changed = this.changed;
    this.changed = new Set();
    this.timer = undefined;
    const stale = {
      predicate: ({ queryKey, meta }: Query) => {
        const of = (meta?.['of'] ?? []) as string[];
        return queryKey[0] === this.workspace && of.some((each) => each === '*' || changed.has(each));
      },
    };
    if (this.queries.getQueryCache().findAll({ ...stale, type: 'active' }).length > 0) {
      this.reads.push(performance.now());
    }
    // What is read meanwhile would be thrown away by reading it once more.
    this.reading = this.queries.invalidateQueries(stale);
    void this.reading.finally(() => {
      this.reading = undefined;
      if (this.changed.size > 0) {
        this.touch();
      }
    });
  }

  private refreshAll(): void {
    void this.queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === this.workspace });
  }

  private tell(): void {
    this.watchers.forEach((watcher) => watcher());
  }
}

/** The live side of a workspace, for as long as it is shown. */
export function useLive(synap: Synap, workspace: string): Live | undefined {
  const queries = useQueryClient();
  const [live, setLive] = useState<Live>();
  useEffect(() => {
    const opened = new Live(synap, workspace, queries);
    setLive(opened);
    return () => opened.close();
  }, [synap, workspace, queries]);
  return live;
}

const never = () => () => undefined;

export function useConnected(live: Live | undefined): boolean {
  return useSyncExternalStore(live?.watch ?? never, () => live?.connected ?? false);
}

/** Who else is at a subject now; tells others that one is, as `viewing` or `editing`. */
export function usePresence(live: Live | undefined, subjectId: string, state: 'viewing' | 'editing'): User[] {
  useEffect(() => {
    live?.realtime.presence(subjectId, state).catch(() => undefined);
  }, [live, subjectId, state]);
  useEffect(
    () => () => {
      live?.realtime.presence(subjectId, 'gone').catch(() => undefined);
    },
    [live, subjectId],
  );
  return useSyncExternalStore(live?.watch ?? never, () => live?.usersAt(subjectId) ?? NOBODY);
}
