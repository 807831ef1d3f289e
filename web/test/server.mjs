import { Synap } from '@synap/client';

/** The server that the tests run against, and the key of its owner: who starts the tests says so. */
export const url = needed('SYNAP_URL');
export const apiKey = needed('SYNAP_KEY');

/** The owner, by key. */
export const owner = new Synap({ url, apiKey });

export const PASSWORD = 'correct horse battery';

let made = 0;

/** A name that no test has used before, on this server either. */
export function unused(name) {
  return `${name}-${Date.now().toString(36)}-${made++}`;
}

/** A workspace of its own, seen by its owner. */
export async function newWorkspace(title) {
  const workspaceId = unused('web');
  await owner.workspaces.create({ workspaceId, name: title });
  return owner.inWorkspace(workspaceId);
}

/** Somebody who can sign in, and belongs to the workspace where one is given. */
export async function person(name, { userId = unused(name.toLowerCase()), synap, role = 'editor' } = {}) {
  await owner.users.create({ userId, name });
  await owner.users.setPassword(userId, PASSWORD);
  await synap?.members.add(userId, role);
  return { userId, name, password: PASSWORD };
}

/** The owner, who can sign in from here on. */
export async function ownerWithPassword() {
  await owner.session.setPassword(PASSWORD);
  return { userId: 'owner', name: (await owner.me()).name, password: PASSWORD };
}

/** The same workspace, seen by the key of somebody else. */
export async function by(synap, userId, scopes = ['read', 'write']) {
  const { key } = await owner.keys.create({ name: 'test', userId, scopes });
  return new Synap({ url, apiKey: key, workspace: synap.workspace });
}

/** The same, who may do all that a person may. */
export function asPerson(synap, userId) {
  return by(synap, userId, ['read', 'write', 'admin']);
}

function needed(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} must be set: the tests run against a Synap server`);
  }
  return value;
}
