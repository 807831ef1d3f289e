import { orThrow, Synap, SynapError, type Realtime } from '@synap/client';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { Heard, Proxy } from './listener.js';
import { apiKey, as, newWorkspace, url } from './server.js';

const LONG = { timeout: 60_000 };

/** Ends with the test, also with one that fails. */
function listen(t: TestContext, synap: Synap, options: Parameters<Synap['realtime']>[0] = {}): Realtime {
  const realtime = synap.realtime(options);
  t.after(() => realtime.close());
  return realtime;
}

async function proxy(t: TestContext): Promise<Proxy> {
  const response = await fetch(`${url}/api/v1/realtime/ticket`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${apiKey}` },
  });
  const ticket = (await response.json()) as { url: string };
  const opened = await new Proxy(Number(new URL(ticket.url).port)).open();
  t.after(() => opened.cut());
  return opened;
}

/** Stores facts about one note, `count` of them. */
async function write(synap: Synap, count: number, subjectId = 'note_1'): Promise<void> {
  await synap.events.append(
    Array.from({ length: count }, () => ({ type: 'note.updated', subjectId, data: { content: 'x' } })),
  );
}

function positions(heard: Heard): number[] {
  return heard.of('entity:updated').map((change) => change.position);
}

function upTo(end: number, begin = 1): number[] {
  return Array.from({ length: end - begin + 1 }, (_, i) => begin + i);
}

test('who joins a workspace is told what changes in it, once lists show it', LONG, async (t) => {
  const synap = await newWorkspace('told');
  const realtime = listen(t, synap);
  const heard = new Heard(realtime, 'entity:created', 'entity:updated', 'entity:deleted', 'entity:restored', 'comment:created');
  await realtime.join();

  await orThrow(synap.notes.create({ id: 'note_1', title: 'Plan' }));
  await orThrow(synap.notes.update('note_1', { title: 'Marketing Plan' }));
  await orThrow(synap.notes.comment('note_1', 'Great summary!'));
  await orThrow(synap.notes.delete('note_1'));
  await orThrow(synap.notes.restore('note_1'));
  await heard.until(({ all }) => all.length === 5);

  assert.deepEqual(
    heard.all.map(({ name, message }) => [name, message.subjectType, message.userId]),
    [
      ['entity:created', 'note', 'owner'],
      ['entity:updated', 'note', 'owner'],
      ['comment:created', 'comment', 'owner'],
      ['entity:deleted', 'note', 'owner'],
      ['entity:restored', 'note', 'owner'],
    ],
  );
  const [created] = heard.of('entity:created');
  assert.equal(created!.eventType, 'note.created');
  assert.ok(created!.timestamp instanceof Date);
  assert.equal(heard.of('comment:created')[0]!.on, 'note_1');
});

test('a listener that was taken off hears no more, and the others still do', LONG, async (t) => {
  const synap = await newWorkspace('off');
  const realtime = listen(t, synap);
  const seen: number[] = [];
  const off = realtime.on('entity:updated', (change) => seen.push(change.position));
  const heard = new Heard(realtime, 'entity:updated');
  await realtime.join();

  await write(synap, 2);
  await heard.until(() => positions(heard).length === 2);
  off();
  await write(synap, 2);
  await heard.until(() => positions(heard).length === 4);

  assert.deepEqual(seen, [1, 2]);
});

test('who comes with a position is told what lies behind it first', LONG, async (t) => {
  const synap = await newWorkspace('after');
  await write(synap, 400);
  const realtime = listen(t, synap);
  const heard = new Heard(realtime, 'entity:updated');

  const joined = realtime.join({ after: 150 });
  await write(synap, 100);
  await joined;
  await heard.until(() => positions(heard).length >= 350);

  assert.deepEqual(positions(heard), upTo(500, 151));
  assert.equal(realtime.lastPosition(), 500);
});

for (const transports of [['websocket'], ['polling']] as ('websocket' | 'polling')[][]) {
  test(`a connection that breaks again and again loses nothing and repeats nothing, by ${transports}`, LONG, async (t) => {
    const synap = await newWorkspace('broken');
    const way = await proxy(t);
    const realtime = listen(t, synap, { url: way.url, transports });
    const heard = new Heard(realtime, 'entity:updated', 'connected', 'disconnected', 'reload');
    await realtime.join({ after: 0 });

    const writing = (async () => {
      for (let i = 0; i < 30; i++) {
        await write(synap, 50);
      }
    })();
    for (const enough of [70, 300, 800]) {
      await heard.until(() => positions(heard).length >= enough);
      await way.cut();
      await heard.until(() => heard.of('disconnected').length > 0);
      await way.open();
    }
    await writing;
    await heard.until(() => positions(heard).length >= 1_500);

    assert.deepEqual(positions(heard), upTo(1_500));
    assert.deepEqual(heard.of('reload'), []);
    assert.deepEqual(
      heard.of('connected').map((connected) => connected.again),
      [false, true, true, true],
    );
    assert.ok(heard.of('disconnected').every((disconnected) => !disconnected.final));
  });
}

test('what happens while there is no connection is told once there is one', LONG, async (t) => {
  const synap = await newWorkspace('away');
  const way = await proxy(t);
  const realtime = listen(t, synap, { url: way.url });
  const heard = new Heard(realtime, 'entity:updated', 'disconnected');
  await realtime.join();
  await realtime.join({ subjectId: 'note_1' });
  await write(synap, 10);
  await heard.until(() => positions(heard).length === 10);

  await way.cut();
  await heard.until(() => heard.of('disconnected').length > 0);
  await write(synap, 200);
  await way.open();
  await heard.until(() => positions(heard).length >= 210);

  assert.deepEqual(positions(heard), upTo(210));
});

test('who has missed too much is told to reload, and goes on from there', LONG, async (t) => {
  const synap = await newWorkspace('reload');
  for (let i = 0; i < 11; i++) {
    await write(synap, 1_000);
  }
  await orThrow(synap.notes.create({ id: 'note_9' }));
  const realtime = listen(t, synap);
  const heard = new Heard(realtime, 'entity:updated', 'reload');

  await realtime.join({ after: 1 });
  await write(synap, 1);
  await heard.until(() => positions(heard).length > 0);

  const [reload] = heard.of('reload');
  assert.equal(reload!.workspaceId, synap.workspace);
  assert.ok(reload!.position > 10_000);
  assert.equal(positions(heard).length, 1);
  assert.ok(realtime.lastPosition()! > reload!.position);
});

test('who joins a subject is told of it and of comments on it alone', LONG, async (t) => {
  const synap = await newWorkspace('subject');
  await orThrow(synap.notes.create({ id: 'note_1' }));
  await orThrow(synap.notes.create({ id: 'note_2' }));
  const realtime = listen(t, synap);
  const heard = new Heard(realtime, 'entity:updated', 'comment:created');
  await realtime.join({ subjectId: 'note_1' });

  await orThrow(synap.notes.update('note_2', { content: 'no' }));
  await orThrow(synap.notes.comment('note_2', 'no'));
  await orThrow(synap.notes.comment('note_1', 'yes'));
  await orThrow(synap.notes.update('note_1', { content: 'yes' }));
  await heard.until(() => heard.of('entity:updated').length > 0);

  assert.deepEqual(
    heard.all.map(({ name, message }) => [name, message.on ?? message.subjectId]),
    [
      ['comment:created', 'note_1'],
      ['entity:updated', 'note_1'],
    ],
  );
});

test('subjects and their workspace are joined and left in any order, and each message comes once', LONG, async (t) => {
  const synap = await newWorkspace('rooms');
  const realtime = listen(t, synap);
  const heard = new Heard(realtime, 'entity:updated');
  const told = (count: number) => heard.until(() => positions(heard).length >= count);
  await Promise.all([realtime.join({ subjectId: 'note_1' }), realtime.join({ subjectId: 'note_2' })]);
  await write(synap, 1, 'note_1'); // 1
  await write(synap, 1, 'note_2'); // 2
  await write(synap, 1, 'note_3'); // 3, which nobody listens to, but the workspace goes on behind what its subjects had
  await write(synap, 1, 'note_1'); // 4
  await told(3);

  await realtime.join();
  await write(synap, 1, 'note_3'); // 5
  await write(synap, 1, 'note_1'); // 6
  await told(6);
  realtime.leave();
  await write(synap, 1, 'note_3'); // 7
  await write(synap, 1, 'note_2'); // 8
  realtime.leave({ subjectId: 'note_2' });
  await realtime.join({ subjectId: 'note_2', after: 7 });
  await write(synap, 1, 'note_1'); // 9
  await heard.until(() => positions(heard).includes(8) && positions(heard).includes(9));

  assert.equal(realtime.lastPosition(), undefined);
  assert.deepEqual(
    positions(heard).filter((position) => position !== 3).sort((a, b) => a - b),
    [1, 2, 4, 5, 6, 8, 9],
  );
});

test('those who look at a note see each other, also after a break', LONG, async (t) => {
  const synap = await newWorkspace('presence');
  const bob = await as(synap, 'bob', 'editor');
  const way = await proxy(t);
  const bobs = listen(t, bob, { url: way.url });
  const owners = listen(t, synap);
  const heard = new Heard(owners, 'presence:changed');
  const there = (...users: string[]) =>
    heard.until(() => {
      const last = heard.of('presence:changed').at(-1);
      return last !== undefined && last.users.map((user) => `${user.userId} ${user.state}`).join() === users.join();
    });
  await Promise.all([owners.join(), bobs.join({ subjectId: 'note_1' })]);

  await assert.rejects(bobs.presence('note_2', 'viewing'), (fault) => fault instanceof SynapError && fault.code === 'not-joined');
  await owners.presence('note_1', 'viewing');
  await bobs.presence('note_1', 'editing');
  await there('bob editing', 'owner viewing');
  await way.cut();
  await there('owner viewing');
  await way.open();
  await there('bob editing', 'owner viewing');
  await bobs.presence('note_1', 'gone');
  await there('owner viewing');
  await owners.presence('note_1', 'gone');
  await there();
});

test('without a connection nobody is known to be there', LONG, async (t) => {
  const synap = await newWorkspace('nobody');
  const way = await proxy(t);
  const realtime = listen(t, synap, { url: way.url });
  const heard = new Heard(realtime, 'presence:changed');
  await realtime.join();
  await realtime.presence('note_1', 'viewing');
  await heard.until(() => heard.of('presence:changed').at(-1)?.users.length === 1);

  await way.cut();
  await heard.until(() => heard.of('presence:changed').at(-1)?.users.length === 0);
});

test('proposals are told from being made to being decided', LONG, async (t) => {
  const synap = await newWorkspace('proposals');
  const agentId = `robo-${Date.now().toString(36)}`;
  await synap.agents.create({ userId: agentId, name: 'Robo' });
  const robo = await as(synap, agentId, 'editor');
  const realtime = listen(t, synap);
  const heard = new Heard(realtime, 'proposal:created', 'proposal:decided');
  await realtime.join();

  const proposed = await robo.tasks.create({ title: 'Call Marie' });
  assert.ok(proposed.status === 'proposed');
  await orThrow(synap.proposals.accept((await synap.proposals.get(proposed.proposalId))!));
  await heard.until(({ all }) => all.length === 2);

  assert.deepEqual(
    heard.all.map(({ name, message }) => [name, message.proposalId, message.status]),
    [
      ['proposal:created', proposed.proposalId, 'waiting'],
      ['proposal:decided', proposed.proposalId, 'accepted'],
    ],
  );
});

test('those who run the server are told how far a rebuild is', LONG, async (t) => {
  const synap = await newWorkspace('progress');
  const realtime = listen(t, synap);
  const heard = new Heard(realtime, 'projection:progress', 'connected');
  await realtime.join();
  const done = () => heard.of('projection:progress').some(({ name, state }) => name === 'tasks' && state === 'done');

  await Promise.all([synap.projections.rebuild('tasks'), heard.until(done)]);

  assert.ok(done());
});

test('who may not join is told so', LONG, async (t) => {
  const synap = await newWorkspace('closed');
  const stranger = listen(t, await as(synap, 'stranger'));

  await assert.rejects(stranger.join(), (fault) => fault instanceof SynapError && fault.status === 404);
});

test('who loses the membership has left, and hears no more', LONG, async (t) => {
  const synap = await newWorkspace('lost');
  const realtime = listen(t, await as(synap, 'vic', 'viewer'));
  const heard = new Heard(realtime, 'left', 'entity:updated');
  await realtime.join();

  await orThrow(synap.members.remove('vic'));
  await heard.until(() => heard.of('left').length === 1);
  await write(synap, 1);

  assert.deepEqual(heard.of('left'), [{ workspaceId: synap.workspace, reason: 'access was taken away' }]);
  assert.equal(realtime.lastPosition(), undefined);
  await assert.rejects(realtime.join(), SynapError);
  assert.deepEqual(positions(heard), []);
});

test('a key that is revoked ends it for good', LONG, async (t) => {
  const synap = await newWorkspace('revoked');
  const { key, keyId } = await synap.keys.create({ name: 'for a while' });
  const realtime = listen(t, new Synap({ url, apiKey: key!, workspace: synap.workspace }));
  const heard = new Heard(realtime, 'disconnected');
  await realtime.join();

  await synap.keys.revoke(keyId);
  await heard.until(() => heard.of('disconnected').at(-1)?.final === true);

  const last = heard.of('disconnected').at(-1)!;
  assert.equal(last.error?.status, 401);
  await assert.rejects(realtime.join({ subjectId: 'note_1' }), (fault) => fault === last.error);
});

test('who is sent away comes back as soon as the credential is good again, and has missed nothing', LONG, async (t) => {
  const synap = await newWorkspace('renewed');
  const first = await synap.keys.create({ name: 'first' });
  let current = first.key!;
  const renewing: typeof fetch = (request, init) => {
    const signed = new Request(request as Request, init);
    signed.headers.set('Authorization', `Bearer ${current}`);
    return fetch(signed);
  };
  const client = new Synap({ url, workspace: synap.workspace, fetch: renewing });
  const realtime = listen(t, client);
  const heard = new Heard(realtime, 'entity:updated', 'connected', 'disconnected', 'left');
  await realtime.join();
  await write(synap, 5);
  await heard.until(() => positions(heard).length === 5);

  current = (await synap.keys.create({ name: 'second' })).key!;
  await synap.keys.revoke(first.keyId);
  await heard.until(() => heard.of('disconnected').length === 1);
  await write(synap, 5);
  await heard.until(() => positions(heard).length === 10);

  assert.deepEqual(positions(heard), upTo(10));
  assert.deepEqual(
    heard.of('disconnected').map(({ final }) => final),
    [false],
  );
  assert.deepEqual(heard.of('left'), []);
});

test('a realtime that was closed says so', LONG, async () => {
  const realtime = (await newWorkspace('over')).realtime();
  const heard = new Heard(realtime, 'disconnected');
  await realtime.join();

  await realtime.close();

  await assert.rejects(realtime.join(), (fault) => fault instanceof SynapError && fault.code === 'closed');
  assert.equal(heard.of('disconnected').at(-1)?.final, true);
});

test('without socket.io-client the SDK works, and realtime says what to install', LONG, async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'synap-'));
  t.after(() => rm(directory, { recursive: true }));
  for (const [from, to] of [
    ['package.json', '@synap/client/package.json'],
    ['dist', '@synap/client/dist'],
    ['node_modules/openapi-fetch', 'openapi-fetch'],
  ]) {
    await cp(from!, join(directory, 'node_modules', to!), { recursive: true });
  }
  await writeFile(
    join(directory, 'app.mjs'),
    `import { Synap } from '@synap/client';
     const synap = new Synap({ url: process.env.SYNAP_URL, apiKey: process.env.SYNAP_KEY });
     console.log((await synap.me()).userId);
     await synap.realtime().join().catch((fault) => console.log(fault.code, fault.retryable, fault.message));`,
  );

  const { stdout } = await promisify(execFile)(process.execPath, [join(directory, 'app.mjs')]);

  assert.deepEqual(stdout.trim().split('\n'), [
    'owner',
    'missing-dependency false realtime needs the package socket.io-client, which is not installed: npm install socket.io-client@4',
  ]);
});
