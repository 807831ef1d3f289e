import { Synap, type SynapOptions } from '@synap/client';

/** The server that the tests run against, and the key of its owner: who starts the tests says so. */
export const url = needed('SYNAP_URL');
export const apiKey = needed('SYNAP_KEY');

let count = 0;

/** A workspace of the caller's own, seen by its owner. */
export async function newWorkspace(name: string): Promise<Synap> {
  const synap = new Synap({ url, apiKey });
  const workspaceId = `${name}-${Date.now().toString(36)}-${count++}`;
  await synap.workspaces.create({ workspaceId, name });
  return synap.inWorkspace(workspaceId);
}

/** Makes people where nobody has yet. */
export async function people(...userIds: string[]): Promise<void> {
  const synap = new Synap({ url, apiKey });
  const known = new Set((await synap.users.list()).map((user) => user.userId));
  for (const userId of userIds.filter((id) => !known.has(id))) {
    await synap.users.create({ userId, name: userId[0]!.toUpperCase() + userId.slice(1) });
  }
}

/** A client with a key of another user's, who is a member of the workspace where a role is given. */
export async function as(
  synap: Synap,
  userId: string,
  role?: 'admin' | 'editor' | 'commenter' | 'viewer',
  options: Partial<SynapOptions> = {},
): Promise<Synap> {
  await people(userId);
  if (role !== undefined) {
    await synap.members.add(userId, role);
  }
  const { key } = await synap.keys.create({ name: 'test', userId });
  return new Synap({ url, apiKey: key!, workspace: synap.workspace, ...options });
}

/** Events as they happened at another time and to somebody else, which only an import may tell. */
export function happened(type: string, userId: string, timestamp: string, data: Record<string, unknown>, id?: string) {
  return { type, subjectId: 'note_123', userId, timestamp, data, metadata: { import: { from: 'a test' } }, id };
}

function needed(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} must be set: the tests run against a Synap server`);
  }
  return value;
}
