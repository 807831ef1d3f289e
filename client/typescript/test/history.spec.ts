import { orThrow, type Synap } from '@synap/client';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as, newWorkspace } from './server.js';

/** A note by its owner with an edit by Bob and one by the owner. */
async function editedNote(name: string): Promise<{ synap: Synap; bob: Synap }> {
  const synap = await newWorkspace(name);
  const bob = await as(synap, 'bob', 'editor');
  await orThrow(synap.notes.create({ id: 'note_1', title: 'Plan', content: 'Original' }));
  await orThrow(bob.notes.update('note_1', { content: 'By Bob' }));
  await orThrow(synap.notes.update('note_1', { title: 'Marketing Plan' }));
  return { synap, bob };
}

test('undo previews, takes back, and redoes', async () => {
  const { synap } = await editedNote('undo');

  const preview = await synap.history.preview.undo({ subjectId: 'note_1', by: 'bob' });
  assert.equal(preview.possible, true);
  assert.deepEqual(preview.authors, ['bob']);
  assert.deepEqual(preview.subjects?.[0]?.writes, [{ path: '/content', before: 'By Bob', after: 'Original' }]);
  await orThrow(synap.history.undo({ subjectId: 'note_1', by: 'bob' }));
  assert.equal((await synap.notes.get('note_1'))?.content, 'Original');
  assert.equal((await synap.notes.get('note_1'))?.title, 'Marketing Plan');

  assert.equal((await synap.history.preview.redo({ subjectId: 'note_1' })).possible, true);
  await orThrow(synap.history.redo({ subjectId: 'note_1' }));
  assert.equal((await synap.notes.get('note_1'))?.content, 'By Bob');
});

test('undoTo and restore go back to a point', async () => {
  const { synap } = await editedNote('points');
  const [created] = await synap.events.query({ type: 'note.created' });

  await synap.history.preview.undoTo({ subjectId: 'note_1', eventId: created!.id });
  await orThrow(synap.history.undoTo({ subjectId: 'note_1', eventId: created!.id }));
  assert.equal((await synap.notes.get('note_1'))?.title, 'Plan');
  await orThrow(synap.history.redo({ subjectId: 'note_1' }));
  assert.equal((await synap.notes.get('note_1'))?.title, 'Marketing Plan');

  await orThrow(synap.history.restore({ subjectId: 'note_1', version: created!.version }));
  assert.equal((await synap.notes.get('note_1'))?.content, 'Original');
  await orThrow(synap.notes.delete('note_1'));
  await synap.history.preview.restore({ subjectId: 'note_1' });
  await orThrow(synap.history.restore({ subjectId: 'note_1' }));
  assert.equal((await synap.notes.get('note_1'))?.content, 'Original');
});

test('undoBy takes back what a user did, and says how far it is', async () => {
  const { synap } = await editedNote('undo-by');
  const seen: string[] = [];

  const preview = await synap.history.preview.undoBy({ userId: 'bob' });
  const done = await synap.history.undoBy({ userId: 'bob', token: preview.token }, (now) => seen.push(now.status));

  assert.equal(preview.changes, 1);
  assert.equal(done.status, 'validated');
  assert.equal(done.written, 1);
  assert.equal(seen.at(-1), 'validated');
  assert.equal((await synap.notes.get('note_1'))?.content, 'Original');
});

test('undo with nothing to undo is no silent success', async () => {
  const { synap } = await editedNote('nothing');

  const nothing = await synap.history.undo({ subjectId: 'note_1', by: 'nobody' });

  assert.ok(nothing.status === 'rejected');
  assert.equal(nothing.rule, 'undo.nothing_to_undo');
});

test('history is told by timeline, diff and blame', async () => {
  const { synap } = await editedNote('told');

  const entries = await synap.history.timeline('note_1');
  const page = await synap.history.timelinePage('note_1', { limit: 100 });
  const diff = await synap.history.diff('note_1', { version: entries.at(-1)!.versions.at(-1)! });
  const blame = await synap.history.blame('note_1');

  assert.deepEqual(
    entries.map((entry) => entry.sentence),
    ['Owner edited title', 'Bob edited content', 'Owner created note'],
  );
  assert.deepEqual(page.contributors.map((person) => person.name).sort(), ['Bob', 'Owner']);
  assert.deepEqual(
    diff.fields.map((field) => [field.path, field.before, field.after]),
    [
      ['/title', 'Plan', 'Marketing Plan'],
      ['/content', 'Original', 'By Bob'],
    ],
  );
  assert.deepEqual(
    blame.lines.map((line) => [line.text, line.userId]),
    [['By Bob', 'bob']],
  );
});

test('the audit log answers, and is exported', async () => {
  const { synap, bob } = await editedNote('audit');
  await orThrow(bob.notes.delete('note_1', { reason: 'user_action', source: 'web-app' }));

  const [deleted] = await synap.audit.query({ type: 'note.deleted', order: 'desc' });
  const csv = await new Response(await synap.audit.export('csv', { subjectId: 'note_1' })).text();

  assert.equal(deleted?.userName, 'Bob');
  assert.equal(deleted?.reason, 'user_action');
  assert.equal(deleted?.source, 'web-app');
  assert.equal(deleted?.ipAddress, '127.0.0.1');
  assert.match(csv.split('\r\n')[0]!, /^position,/);
  assert.ok(csv.includes('note.deleted'));
});

test('a projection is rebuilt', async () => {
  const { synap } = await editedNote('rebuild');

  const rebuilt = await synap.projections.rebuild('notes');

  assert.equal(rebuilt.status, 'done');
  assert.equal((await synap.notes.list()).length, 1);
});
