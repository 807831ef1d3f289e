import { ImmutableEventError, orThrow, type Synap, type SynapEvent } from '@synap/client';
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';
import { as, newWorkspace, people } from './server.js';
import { run, type Snippet, snippetsOf, strayCalls, typeErrors, valueOf, wordsOf } from './snippets.js';

/** The text that the SDK's names are taken from. It is no part of this repository, and may lie beside it. */
const PLACE = process.env['SYNAP_SEED'] ?? '../../../shared/seed/event-sourcing-explained.txt';
const text = process.env['SYNAP_SEED'] || existsSync(PLACE) ? readFileSync(PLACE, 'utf8') : '';
const skip = text === '' && `there is no ${PLACE} to take snippets from; SYNAP_SEED may say where it is`;
const snippets = snippetsOf(text);
const used = new Set<Snippet>();

/** The one snippet that holds this. */
function snippet(part: string): Snippet {
  const found = snippets.filter(({ code }) => code.includes(part));
  assert.equal(found.length, 1, `snippets with ${part}`);
  used.add(found[0]!);
  return found[0]!;
}

/** The fold that is printed. */
async function applied(): Promise<(state: any, event: SynapEvent) => any> {
  return (await run(snippet('function apply('), {})).apply;
}

/** A workspace in which the story of the first snippet has happened. */
async function storyTold(name: string): Promise<Synap> {
  await people('alice', 'bob');
  const synap = await newWorkspace(name);
  const { events } = await run(snippet('events = ['), { events: [], apply: await applied() });
  for (const event of events) {
    await synap.events.append({ ...event, metadata: { import: { from: 'a test' } } });
  }
  return synap;
}

test('a call outside of all snippets is found', () => {
  const prose = ['Write:', 'const note = { title: "a" };', '', 'Then, synap.notes.list()', '  it will await him'].join('\n');

  assert.deepEqual(strayCalls(prose, snippetsOf(prose)), ['Then, synap.notes.list()', '  it will await him']);
});

test('every call of the text is in a snippet', { skip }, () => {
  assert.ok(snippets.length > 0);
  assert.deepEqual(strayCalls(text, snippets), []);
});

test('the snippets that call the SDK compile', { skip }, () => {
  const calling = snippets.filter(({ code }) => /\b(synap|client)\./.test(code));
  const functions = calling.map(({ code }, i) => `async function snippet${i}() {\n${read(code)}\n}`);

  const errors = typeErrors(`
    import type { Synap } from '@synap/client';
    declare const synap: Synap, client: Synap;
    declare const apply: any, applyEvent: any, db: any, entities: any, eventId: any, publishEvent: any, elided: any;
    declare const user: any, owner: any, action: any;
    ${functions.join('\n')}`);

  assert.ok(calling.length > 5);
  assert.deepEqual(errors, []);
});

test('state is the fold of events, and the server folds alike', { skip }, async () => {
  const { note, events } = await run(snippet('events = ['), { events: [], apply: await applied() });
  const synap = await storyTold('seed-fold');

  const state = await synap.state('note_123');

  assert.equal(state?.state['content'], note.content);
  assert.equal(state?.state['createdBy'], note.createdBy);
  assert.equal(state?.state['updatedBy'], note.updatedBy);
  assert.equal(Date.parse(String(state?.state['updatedAt'])), Date.parse(note.updatedAt));
  assert.equal(state?.version, events.length);
});

test('the fold shows who deleted a note', { skip }, async () => {
  const synap = await storyTold('seed-deleted');
  const bob = await as(synap, 'bob', 'editor');
  await orThrow(bob.notes.delete('note_123'));
  const apply = await applied();

  const facts = (await synap.events.getHistory({ subjectId: 'note_123' })).filter(({ type }) => type.startsWith('note.'));
  const note = facts.reduce(apply, {});

  assert.equal(note.deletedBy, 'bob');
  assert.ok(note.deletedAt instanceof Date);
});

test('a history up to a time gives the note as it was', { skip }, async () => {
  const synap = await storyTold('seed-time-travel');

  const { events, note } = await run(snippet('synap.events.getHistory('), { synap, apply: await applied() });

  assert.deepEqual(
    events.map((event: SynapEvent) => event.id),
    ['evt_1', 'evt_2'],
  );
  assert.equal(note.updatedBy, 'alice');
});

test('changes are undone by number, to an event, and by user', { skip }, async () => {
  const synap = await newWorkspace('seed-undo');
  const alice = await as(synap, 'alice', 'admin');
  const bob = await as(synap, 'bob', 'admin');
  const write = (by: Synap, number: number, data: Record<string, unknown>, verb = 'updated') =>
    by.events.append({ id: `evt_${number}`, type: `note.${verb}`, data: { id: 'note_123', ...data } });
  await write(alice, 1, { title: 'Plan', content: 'a' }, 'created');
  await write(alice, 2, { content: 'b' });
  await write(bob, 3, { title: 'Marketing Plan' });
  await write(alice, 4, { content: 'c' });
  await write(alice, 5, { content: 'd' });
  await write(alice, 6, { content: 'e' });
  await write(bob, 7, { content: 'f' });

  await run(snippet('synap.history.undo('), { synap });

  const reverts = await synap.events.query({ type: 'note.reverted', subjectId: 'note_123' });
  assert.deepEqual(
    reverts.map((event) => event.data['kind']),
    ['undo', 'undo_to', 'undo'],
  );
  const contents = reverts.map((event) => synap.state('note_123', { version: event.version }));
  assert.deepEqual(
    (await Promise.all(contents)).map((state) => [state?.state['title'], state?.state['content']]),
    [
      ['Marketing Plan', 'c'],
      ['Marketing Plan', 'd'],
      ['Plan', 'd'],
    ],
  );
});

test('the audit trail tells who deleted a note, from where and why', { skip }, async () => {
  const audited = snippet('synap.events.query(');
  const expected = valueOf(audited.shown[0]!);
  const synap = await storyTold('seed-audit');
  const browser: typeof fetch = (request, init) => {
    const sent = new Request(request as Request, init);
    sent.headers.set('User-Agent', expected.metadata.userAgent);
    return fetch(sent);
  };
  const bob = await as(synap, expected.userId, 'editor', { source: expected.source, fetch: browser });
  await orThrow(bob.notes.delete('note_123', { reason: expected.metadata.reason }));

  const { events } = await run(audited, { synap });

  assert.equal(events.length, 1);
  const { timestamp, metadata, ...rest } = events[0] as SynapEvent;
  assert.ok(timestamp instanceof Date && Date.now() - timestamp.getTime() < 60_000);
  assert.equal(metadata.ipAddress, '127.0.0.1');
  assert.deepEqual(
    { type: rest.type, userId: rest.userId, source: rest.source, ...metadata },
    { type: expected.type, userId: expected.userId, source: expected.source, ...expected.metadata, ipAddress: '127.0.0.1' },
  );
});

test('an event of an agent says why', { skip }, async () => {
  const asked = snippet('synap.events.get(');
  const expected = valueOf(asked.shown[0]!);
  const synap = await newWorkspace('seed-ai');
  await synap.events.append({ id: 'evt_ai_suggestion', type: 'suggestion.created', metadata: { ai: expected } });

  const { event } = await run(asked, { synap });

  assert.deepEqual(event.metadata.ai, expected);
});

test('tables are rebuilt from all events', { skip }, async () => {
  const synap = await storyTold('seed-recovery');
  await orThrow(synap.notes.create({ id: 'note_2', content: 'Another' }));
  const apply = await applied();
  const tables = new Map([['notes', new Map<string, any>([['note_123', 'corrupted']])]]);
  const { rebuildDatabase } = await run(snippet('function rebuildDatabase('), {
    synap,
    db: { truncate: async (names: string[]) => names.forEach((name) => tables.set(name, new Map())) },
    applyEvent: async (event: SynapEvent) => {
      const notes = tables.get('notes')!;
      if (event.type.startsWith('note.')) {
        notes.set(event.subjectId, apply(notes.get(event.subjectId), event));
      }
    },
  });

  await rebuildDatabase();

  assert.deepEqual([...tables.keys()], ['notes', 'tasks', 'projects']);
  const rebuilt = [...tables.get('notes')!].map(([id, note]) => [id, note.content, note.createdBy]);
  const listed = (await synap.notes.list()).map((note) => [note.id, note.content, note.createdBy]);
  assert.equal(listed.length, 2);
  assert.deepEqual(rebuilt.sort(), listed.sort());
});

test('an event has the fields of the printed type', { skip }, async () => {
  const printed = snippet('type SynapEvent =');
  await run(printed, {});
  const synap = await storyTold('seed-structure');
  const event: Record<string, unknown> = { ...(await synap.events.get('evt_1')) };

  const errors = typeErrors(`
    import type { AIReasoningTrace, SynapEvent as Sdk } from '@synap/client';
    type ImportContext = Record<string, unknown>;
    type SyncMetadata = Record<string, unknown>;
    ${printed.code}
    export const read = (event: Sdk): SynapEvent => event;`);

  assert.deepEqual(errors, []);
  const [type] = ts.createSourceFile('type.ts', printed.code, ts.ScriptTarget.ES2022).statements;
  assert.ok(type && ts.isTypeAliasDeclaration(type) && ts.isTypeLiteralNode(type.type));
  const needed = type.type.members.filter((member) => !member.questionToken).map((member) => (member.name as ts.Identifier).text);
  assert.ok(needed.length > 5);
  assert.deepEqual(
    needed.filter((name) => event[name] === undefined),
    [],
  );
});

for (const [what, part, workspace] of [
  ['the printed types of events', "'suggestion.created'", 'seed-types'],
  ['the printed types that say more, and the one that says less', "'note.changed'", 'seed-names'],
] as const) {
  test(`${what} are stored`, { skip }, async () => {
    const printed = snippet(part);
    await run(printed, {});
    const types = wordsOf(printed);
    const synap = await newWorkspace(workspace);

    await synap.events.append(types.map((type) => ({ type })));

    assert.ok(types.length > 3);
    assert.deepEqual(
      (await synap.events.query()).map((event) => event.type),
      types,
    );
  });
}

test('a note that is created is in the list', { skip }, async () => {
  const synap = await newWorkspace('seed-flow');

  await run(snippet('synap.notes.create('), { synap, elided: { title: 'Plan', content: 'Original' } });
  const { notes } = await run(snippet('synap.notes.list('), { synap });

  assert.deepEqual(
    notes.map((note: any) => [note.title, note.content]),
    [['Plan', 'Original']],
  );
});

test('an event is appended, and never modified', { skip }, async () => {
  const synap = await newWorkspace('seed-immutable');

  await assert.rejects(run(snippet('synap.events.update('), { synap, eventId: 'evt_1' }), ImmutableEventError);

  const events = await synap.events.query();
  assert.deepEqual(
    events.map((event) => [event.type, event.subjectType]),
    [['note.updated', 'note']],
  );
});

test('a projection is rebuilt', { skip }, async () => {
  const synap = await storyTold('seed-projection');
  const before = await synap.notes.list();

  await run(snippet('synap.projections.rebuild('), { synap });

  const [last] = (await synap.projections.rebuilds()).items;
  assert.deepEqual([last?.name, last?.status], ['notes', 'done']);
  assert.deepEqual(await synap.notes.list(), before);
});

test('what an event says of its circumstances is kept', { skip }, async () => {
  const synap = await newWorkspace('seed-metadata');
  const reasoning = { steps: [{ thought: 'It is shorter', confidence: 0.9 }] };

  await run(snippet('editSession:'), { synap, elided: reasoning });

  const [rich, poor] = await synap.events.query();
  assert.deepEqual(rich!.metadata.ai, { reasoning });
  assert.deepEqual(Object.keys(rich!.metadata).filter((name) => !(name in poor!.metadata)).sort(), [
    'ai',
    'editSession',
    'userContext',
  ]);
  assert.deepEqual(poor!.data, rich!.data);
});

test('the three phases of a request are in the log as they are printed', { skip }, async () => {
  const synap = await newWorkspace('seed-phases');
  const published: string[] = [];
  const rows: unknown[] = [];
  const printed = snippet('client.entities.create(');

  await run(
    { ...printed, code: read(printed.code) },
    {
      client: synap,
      publishEvent: async (event: { type: string }) => published.push(event.type),
      db: { insert: (table: unknown) => ({ values: async (row: unknown) => rows.push([table, row]) }) },
      entities: 'entities',
      user: 'alice',
      owner: 'alice',
      action: 'create',
    },
  );

  const [note] = await synap.notes.list();
  assert.equal(note?.content, 'My note');
  assert.equal(rows.length, 1);
  const stored = await synap.events.getHistory({ subjectId: note!.id });
  assert.deepEqual(
    stored.map((event) => event.type).filter((type) => type !== 'note.created'),
    published,
  );
  assert.equal(published.length, 3);
});

test('an event that workers cannot be told of is stored all the same', { skip }, async () => {
  const synap = await newWorkspace('seed-dual-write');
  const sent: any[] = [];
  const marked: any[] = [];
  let reachable = true;
  const { publishEvent } = await run(snippet('function publishEvent('), {
    events: { id: 'id' },
    eq: (column: string, value: string) => ({ [column]: value }),
    db: {
      insert: () => ({
        values: async ({ type, data }: { type: string; data: Record<string, unknown> }) => [
          await synap.events.append({ type, data }),
        ],
      }),
      update: () => ({ set: (row: unknown) => ({ where: async (which: unknown) => marked.push([row, which]) }) }),
    },
    inngest: {
      send: async (message: unknown) => (reachable ? sent.push(message) : Promise.reject(new Error('unreachable'))),
    },
  });
  const note = { type: 'note.created', data: { content: 'My note' } };

  const { eventId } = await publishEvent(note, { userId: 'alice' });
  reachable = false;
  const { eventId: second } = await publishEvent(note, { userId: 'alice' });

  assert.deepEqual(sent, [{ name: 'note.created', data: { eventId, content: 'My note' } }]);
  assert.deepEqual(marked, [[{ metadata: { inngest_pending: true } }, { id: second }]]);
  assert.deepEqual(
    (await synap.events.query()).map((event) => event.id),
    [eventId, second],
  );
});

test('a worker decides requests, and the server decides alike', { skip }, async () => {
  const published: any[] = [];
  const { permissionValidator } = await run(snippet('permissionValidator = '), {
    inngest: { createFunction: (_options: unknown, _events: unknown, decide: unknown) => decide },
    publishEvent: async (event: unknown) => published.push(event),
  });
  const decide = (userId: string, metadata: Record<string, unknown> = {}) =>
    permissionValidator({ event: { name: 'entities.create.requested', data: { userId, metadata }, user: { id: 'alice' } } });

  const owner = await decide('alice');
  const agent = await decide('alice', { source: 'ai-proposal' });
  const stranger = await decide('bob');

  assert.deepEqual(
    [owner, agent, stranger].map(({ approved }) => approved),
    [true, false, false],
  );
  assert.deepEqual(
    published.map(({ type, userId }) => [type, userId]),
    [['entities.create.approved', 'alice']],
  );
  const synap = await newWorkspace('seed-worker');
  const agentId = `robo-${Date.now().toString(36)}`;
  await synap.agents.create({ userId: agentId, name: 'Robo' });
  const decisions = await Promise.all([
    synap.notes.create({ content: 'a' }),
    as(synap, agentId, 'editor').then((robo) => robo.notes.create({ content: 'b' })),
    as(synap, 'bob', 'viewer').then((bob) => bob.notes.create({ content: 'c' })),
  ]);
  assert.deepEqual(
    decisions.map(({ status }) => status),
    ['validated', 'proposed', 'rejected'],
  );
});

test('a snapshot and what followed it give the state of the whole', { skip }, async () => {
  const synap = await newWorkspace('seed-snapshots');
  const apply = await applied();
  const data = (i: number) => ({ id: 'note_123', content: `edit ${i}` });
  await synap.events.append({ type: 'note.created', data: data(1) });
  await synap.events.append(Array.from({ length: 999 }, (_, i) => ({ type: 'note.updated', data: data(i + 2) })));
  await synap.events.append([1_001, 1_002, 1_003].map((i) => ({ type: 'note.updated', data: data(i) })));
  let saved: { subjectId: string; state: any; version: number } | undefined;

  const { state, recentEvents } = await run(snippet('saveSnapshot('), {
    apply,
    eventCount: 1_000,
    currentState: (await synap.state('note_123', { version: 1_000 }))?.state,
    saveSnapshot: async (snapshot: typeof saved) => (saved = snapshot),
    getLatestSnapshot: async (subjectId: string) => (saved?.subjectId === subjectId ? saved : undefined),
    getEventsSince: async (version: number) =>
      (await synap.events.getHistory({ subjectId: 'note_123' })).filter((event) => event.version > version),
  });

  assert.equal(recentEvents.length, 3);
  assert.equal(state.content, 'edit 1003');
  assert.equal(state.content, (await synap.state('note_123'))?.state['content']);
});

test('the examples show every call of the text', { skip }, () => {
  const calls = (code: string) => new Set(code.match(/\b(synap|client)(\.\w+){2}\(/g)?.map((call) => call.replace('client.', 'synap.')));
  const shown = calls(readdirSync('examples').map((name) => readFileSync(`examples/${name}`, 'utf8')).join('\n'));

  const asked = [...calls(text)];

  assert.ok(asked.length > 5);
  assert.deepEqual(
    asked.filter((call) => !shown.has(call)),
    [],
  );
});

test('no snippet was left out', { skip }, () => {
  const left = snippets.filter((each) => !used.has(each)).map(({ code }) => code.split('\n')[0]);

  assert.deepEqual(left, []);
});

/** The one condition that is printed in words. */
function read(code: string): string {
  return code.replace('user is owner', 'user === owner');
}
