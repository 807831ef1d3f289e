import { type Entity, type Synap, SynapError, VersionConflictError } from '@synap/client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { faultText } from '../server';
import { merge } from './merge';

/** A pause this long ends a change. */
const PAUSE_MS = 1_200;
/** However long one types on, this much is saved. */
const LONGEST_MS = 15_000;
const TRY_AGAIN_MS = 3_000;

interface Text {
  title: string;
  content: string;
}

interface Known extends Text {
  version: number;
}

export interface Draft extends Text {
  setTitle: (title: string) => void;
  setContent: (content: string) => void;
  save: () => void;
  saved: 'saved' | 'unsaved' | 'saving' | 'failed';
  /** Why it is not saved. */
  fault: string | undefined;
  /** Whether somebody else has changed the same lines, which stand in the history. */
  clash: boolean;
  forgetClash: () => void;
}

/**
 * What somebody is writing. It is saved as one change with each pause. What others save meanwhile comes in at once, between
 * what stands here, which is never lost: not by a version conflict, which is merged and sent again, and not without a
 * connection, for which it waits.
 */
export function useDraft(synap: Synap, entity: Entity): Draft {
  const base = useRef<Known>(known(entity));
  const text = useRef<Text>({ title: base.current.title, content: base.current.content });
  const sending = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const unsavedSince = useRef<number>(undefined);
  const [, show] = useState(0);
  const [fault, setFault] = useState<string>();
  const [clash, setClash] = useState(false);
  const id = entity.id;

  const meet = useCallback((theirs: Known) => {
    if (theirs.version <= base.current.version) {
      return;
    }
    const content = merge(text.current.content, base.current.content, theirs.content);
    text.current = {
      title: text.current.title === base.current.title ? theirs.title : text.current.title,
      content: content.text,
    };
    base.current = theirs;
    if (content.clash) {
      setClash(true);
    }
    show((n) => n + 1);
  }, []);

  const send = useCallback(async () => {
    clearTimeout(timer.current);
    const wanted = text.current;
    const changes = changesOf(wanted, base.current);
    if (sending.current || changes === undefined) {
      return;
    }
    sending.current = true;
    unsavedSince.current = undefined;
    show((n) => n + 1);
    try {
      const result = await synap.entities.update(id, changes, { expectedVersion: base.current.version });
      if (result.status === 'validated') {
        base.current = { ...base.current, ...changes, version: result.version };
        setFault(undefined);
      } else if (result.status === 'rejected' && result.problem.currentVersion !== undefined) {
        meet(known((await synap.entities.get(id))!));
        timer.current = setTimeout(() => void send(), 0);
      } else {
        setFault(result.status === 'rejected' ? result.reason : 'It waits for a person: see Proposals.');
      }
    } catch (refused) {
      if (refused instanceof VersionConflictError) {
        meet(known((await synap.entities.get(id))!));
        timer.current = setTimeout(() => void send(), 0);
      } else {
        setFault(faultText(refused));
        if (refused instanceof SynapError && refused.retryable) {
          timer.current = setTimeout(() => void send(), TRY_AGAIN_MS);
        }
      }
    } finally {
      sending.current = false;
      if (text.current !== wanted) {
        timer.current = setTimeout(() => void send(), PAUSE_MS);
      }
      show((n) => n + 1);
    }
  }, [synap, id, meet]);

  useEffect(() => meet(known(entity)), [entity, meet]);

  // Leaving the page ends a change, too.
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (changesOf(text.current, base.current) !== undefined) {
        void send();
        event.preventDefault();
      }
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
      void send();
    };
  }, [send]);

  const change = (changed: Partial<Text>) => {
    text.current = { ...text.current, ...changed };
    const now = Date.now();
    unsavedSince.current ??= now;
    clearTimeout(timer.current);
    const left = unsavedSince.current + LONGEST_MS - now;
    timer.current = setTimeout(() => void send(), Math.max(0, Math.min(PAUSE_MS, left)));
    show((n) => n + 1);
  };

  return {
    ...text.current,
    setTitle: (title) => change({ title }),
    setContent: (content) => change({ content }),
    save: () => void send(),
    saved: sending.current
      ? 'saving'
      : changesOf(text.current, base.current) === undefined
        ? 'saved'
        : fault !== undefined
          ? 'failed'
          : 'unsaved',
    fault,
    clash,
    forgetClash: () => setClash(false),
  };
}

function known(entity: Entity): Known {
  return { title: entity.title ?? '', content: entity.content ?? '', version: entity.version };
}

/** The fields that differ; undefined when none does. */
function changesOf(text: Text, base: Text): Partial<Text> | undefined {
  const changes: Partial<Text> = {};
  if (text.title !== base.title) {
    changes.title = text.title;
  }
  if (text.content !== base.content) {
    changes.content = text.content;
  }
  return Object.keys(changes).length === 0 ? undefined : changes;
}
