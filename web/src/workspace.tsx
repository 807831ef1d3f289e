import type { Me, Role, Synap } from '@synap/client';
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { type Live, useLive } from './live';
import { changedBy, server } from './server';
import { Waiting } from './ui/Waiting';

interface Here {
  w: string;
  synap: Synap;
  me: Me;
  role: Role | 'guest';
  title: string;
  live: Live | undefined;
  /** What a user is called; the id where they have left. */
  nameOf: (userId: string) => string;
}

const Context = createContext<Here | undefined>(undefined);

/** The workspace that is shown, and who one is in it. */
export function useWorkspace(): Here {
  const here = useContext(Context);
  if (here === undefined) {
    throw new Error('useWorkspace is for what stands inside a workspace');
  }
  return here;
}

export function useMe() {
  return useQuery({ queryKey: ['me'], queryFn: () => server.me() });
}

export function useMembers(synap: Synap) {
  return useQuery({
    queryKey: [synap.workspace, 'members'],
    queryFn: () => synap.members.list().then((members) => members),
    ...changedBy('member'),
  });
}

export function InWorkspace({ w, children }: { w: string; children: ReactNode }) {
  const synap = useMemo(() => server.inWorkspace(w), [w]);
  const live = useLive(synap, w);
  const me = useMe();
  const details = useQuery({
    queryKey: [w, 'workspace'],
    queryFn: () => synap.workspaces.current(),
    ...changedBy('member'),
  });
  const members = useMembers(synap);
  const names = useMemo(
    () => new Map((members.data ?? []).map((member) => [member.userId, member.name ?? member.userId])),
    [members.data],
  );
  if (me.data === undefined || details.data === undefined) {
    return <Waiting for={[me, details]} />;
  }
  const here: Here = {
    w,
    synap,
    me: me.data,
    role: details.data.role,
    title: details.data.name,
    live,
    nameOf: (userId) => names.get(userId) ?? (userId === me.data.userId ? me.data.name : userId),
  };
  return <Context.Provider value={here}>{children}</Context.Provider>;
}

/** Whether one's role lets one do this; the server decides, and this only hides what it would refuse. */
export function mayEdit(role: Here['role']): boolean {
  return role === 'owner' || role === 'admin' || role === 'editor';
}

export function mayComment(role: Here['role']): boolean {
  return mayEdit(role) || role === 'commenter';
}

export function mayManage(role: Here['role']): boolean {
  return role === 'owner' || role === 'admin';
}
