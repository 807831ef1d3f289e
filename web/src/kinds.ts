/** What people write here. */
export const KINDS = [
  { name: 'notes', type: 'note', title: 'Notes', untitled: 'Untitled note', states: [] as string[] },
  { name: 'tasks', type: 'task', title: 'Tasks', untitled: 'New task', states: ['open', 'done'] },
  { name: 'projects', type: 'project', title: 'Projects', untitled: 'New project', states: ['active', 'done'] },
] as const;

export type Kind = (typeof KINDS)[number];

export function kindOf(name: string): Kind | undefined {
  return KINDS.find((kind) => kind.name === name);
}

/** The page of a subject of this type; notes' for all others, which show any. */
export function pageOf(type: string): Kind['name'] {
  return KINDS.find((kind) => kind.type === type)?.name ?? 'notes';
}
