import { ImmutableEventError, Synap, SynapError, type SynapEvent, VersionConflictError } from '@synap/client';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { apiKey, happened, newWorkspace, people, url } from './server.js';

test('append stores an event once, however often it is sent', async () => {
  const synap = await newWorkspace('append');
  const event = { id: 'evt_1', type: 'note.created', subjectId: 'note_1', data: { content: 'Original' } };

  const first = await synap.events.append(event);
  const again = await synap.events.append(event);

  assert.deepEqual(again, first);
  assert.equal((await synap.events.getAll()).length, 1);
});

test('append with a stale version is refused and names the current version', async () => {
  const synap = await newWorkspace('stale');
  await synap.events.append([
    { type: 'note.created', subjectId: 'note_1', data: { content: 'a' } },
    { type: 'note.updated', subjectId: 'note_1', data: { content: 'b' } },
  ]);

  const late = synap.events.append(
    { type: 'note.updated', subjectId: 'note_1', data: { content: 'c' } },
    { expectedVersion: 1 },
  );

  await assert.rejects(late, (fault: unknown) => {
    assert.ok(fault instanceof VersionConflictError);
    assert.equal(fault.subjectId, 'note_1');
    assert.equal(fault.currentVersion, 2);
    return true;
  });
  assert.equal((await synap.state('note_1'))?.state['content'], 'b');
});

test('get gives an event with its times as dates, and undefined for one that is not there', async () => {
  await people('alice');
  const synap = await newWorkspace('get');
  await synap.events.append(happened('note.created', 'alice', '2024-12-01T10:00:00Z', { content: 'Original' }, 'evt_1'));

  const event = await synap.events.get('evt_1');

  assert.ok(event !== undefined);
  assert.equal(event.timestamp.toISOString(), '2024-12-01T10:00:00.000Z');
  assert.equal(event.userId, 'alice');
  assert.deepEqual(event.data, { content: 'Original' });
  assert.equal(await synap.events.get('evt_none'), undefined);
});

test('a workspace that is not there is not taken for an empty one', async () => {
  const synap = new Synap({ url, apiKey, workspace: 'nowhere' });

  await assert.rejects(
    async () => await synap.events.get('evt_1'),
    (fault: unknown) => fault instanceof SynapError && fault.status === 404,
  );
});

test('sequences are awaited, walked and paged alike', async () => {
  const synap = await newWorkspace('sequences');
  const events = Array.from({ length: 2_500 }, (_, i) => ({
    type: 'note.updated',
    subjectId: `note_${i % 3}`,
    data: { content: String(i) },
  }));
  await synap.events.append(events.slice(0, 1_000));
  await synap.events.append(events.slice(1_000, 2_000));
  await synap.events.append(events.slice(2_000));

  const awaited = await synap.events.query();
  const walked: SynapEvent[] = [];
  for await (const event of synap.events.query()) {
    walked.push(event);
  }
  const streamed = await synap.events.getAll({ orderBy: 'timestamp' });
  const page = await synap.events.query({ subjectId: 'note_1' }).page({ limit: 10 });
  const next = await synap.events.query({ subjectId: 'note_1' }).page({ limit: 10, after: page.next! });

  assert.equal(awaited.length, 2_500);
  assert.deepEqual(walked, awaited);
  assert.deepEqual(streamed, awaited);
  assert.deepEqual(
    [...page.items, ...next.items].map((event) => event.version),
    Array.from({ length: 20 }, (_, i) => i + 1),
  );
  assert.equal((await synap.events.query({ order: 'desc' }).first())?.position, 2_500);
  assert.equal(await synap.events.position(), 2_500);
});

test('subscribe replays, then follows, without a gap or a repeat at the seam', async () => {
  const synap = await newWorkspace('subscribe');
  const write = (from: number, to: number) =>
    synap.events.append(
      Array.from({ length: to - from }, (_, i) => ({ type: 'n.updated', subjectId: 'n_1', data: { i: from + i } })),
    );
  await write(0, 300);
  const end = new AbortController();
  const seen: number[] = [];

  const subscribed = synap.events.subscribe(
    (event) => {
      seen.push(event.data['i']);
      if (seen.length === 900) {
        end.abort();
      }
    },
    { signal: end.signal },
  );
  await write(300, 600);
  await write(600, 900);
  await subscribed;

  assert.deepEqual(
    seen,
    Array.from({ length: 900 }, (_, i) => i),
  );
});

test('what a subscriber throws ends the subscription with it', async () => {
  const synap = await newWorkspace('throws');
  await synap.events.append({ type: 'n.created', subjectId: 'n_1' });

  await assert.rejects(
    synap.events.subscribe(() => {
      throw new Error('not mine');
    }),
    /not mine/,
  );
});

test('update says that events are immutable, and what to do instead', async () => {
  const synap = await newWorkspace('immutable');

  await assert.rejects(synap.events.update('evt_1', { data: {} }), (fault: unknown) => {
    assert.ok(fault instanceof ImmutableEventError);
    assert.match(fault.message, /events are immutable, and evt_1 stays as it is: append an event/);
    return true;
  });
});

test('a refusal tells the field and what to do', async () => {
  const synap = await newWorkspace('refusal');

  await assert.rejects(synap.events.append({ type: 'no type', subjectId: 'note_1' }), (fault: unknown) => {
    assert.ok(fault instanceof SynapError);
    assert.equal(fault.status, 422);
    assert.equal(fault.field, 'events[0].type');
    assert.equal(fault.retryable, false);
    return true;
  });
});

test('a wrong key is refused at once', async () => {
  const synap = new Synap({ url, apiKey: 'synap_wrong' });

  await assert.rejects(
    synap.me(),
    (fault: unknown) => fault instanceof SynapError && fault.status === 401 && !fault.retryable,
  );
});

test('no server at all is said after the last attempt', async () => {
  const synap = new Synap({ url: 'http://127.0.0.1:1', apiKey, retries: 1 });

  await assert.rejects(
    synap.me(),
    (fault: unknown) => fault instanceof SynapError && fault.code === 'unreachable' && fault.retryable,
  );
});

test('a passing fault is asked again, and the event is stored once', async () => {
  const synap = await newWorkspace('passing');
  let calls = 0;
  const flaky: typeof fetch = async (request, init) => {
    const answer = await fetch(request, init);
    return ++calls < 3 ? new Response('{}', { status: 503 }) : answer;
  };

  await new Synap({ url, apiKey, workspace: synap.workspace, fetch: flaky }).events.append({
    type: 'note.created',
    subjectId: 'note_1',
  });

  assert.equal(calls, 3);
  assert.equal((await synap.events.getAll()).length, 1);
});

test('the package is one for require, too', async () => {
  const { Synap: Required } = createRequire(import.meta.url)('@synap/client') as { Synap: typeof Synap };

  const me = await new Required({ url, apiKey }).me();

  assert.equal(me.userId, 'owner');
});
