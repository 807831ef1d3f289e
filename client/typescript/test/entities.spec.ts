import { NotValidatedError, orThrow, SynapError } from '@synap/client';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as, newWorkspace } from './server.js';

test('a note that was created is in the list', async () => {
  const synap = await newWorkspace('notes');

  const created = await orThrow(synap.notes.create({ title: 'Plan', content: 'Original' }, { reason: 'idea' }));
  const notes = await synap.notes.list();

  assert.deepEqual(
    notes.map((note) => [note.id, note.title, note.content, note.version]),
    [[created.subjectId, 'Plan', 'Original', created.version]],
  );
  assert.match(created.subjectId, /^note_[0-9a-f]{8}-[0-9a-f]{4}-7/);
  assert.equal(created.entity?.title, 'Plan');
});

test('a change to what somebody else has changed since is rejected, and says so', async () => {
  const synap = await newWorkspace('conflict');
  const { version } = await orThrow(synap.notes.create({ id: 'note_1', content: 'a' }));
  await orThrow(synap.notes.update('note_1', { content: 'b' }));

  const late = await synap.notes.update('note_1', { content: 'c' }, { expectedVersion: version });

  assert.equal(late.status, 'rejected');
  assert.ok(late.status === 'rejected' && late.reason.length > 0);
  assert.equal((await synap.notes.get('note_1'))?.content, 'b');
  await assert.rejects(orThrow(late), NotValidatedError);
});

test('what never was cannot be changed', async () => {
  const synap = await newWorkspace('never');

  await assert.rejects(
    synap.notes.update('note_none', { content: 'a' }),
    (fault: unknown) => fault instanceof SynapError && fault.status === 404,
  );
  assert.equal(await synap.notes.get('note_none'), undefined);
});

test('entities are tagged, commented, related, archived, deleted and restored', async () => {
  const synap = await newWorkspace('lives');
  await orThrow(synap.notes.create({ id: 'note_1', title: 'Plan' }));
  await orThrow(synap.projects.create({ id: 'project_1', title: 'Launch' }));
  await orThrow(synap.tasks.create({ id: 'task_1', title: 'Call Marie', noteId: 'note_1' }));

  await orThrow(synap.notes.tag('note_1', 'urgent'));
  await orThrow(synap.notes.comment('note_1', 'Great summary!'));
  await orThrow(synap.relations.create({ from: 'note_1', to: 'project_1', kind: 'part_of' }));
  await orThrow(synap.tasks.complete('task_1'));
  await orThrow(synap.entities.create({ type: 'recipe', id: 'recipe_1', title: 'Bread' }));

  assert.deepEqual(
    (await synap.notes.list({ tag: 'urgent' })).map((note) => note.id),
    ['note_1'],
  );
  assert.deepEqual(
    (await synap.comments.list({ on: 'note_1' })).map((comment) => comment.text),
    ['Great summary!'],
  );
  assert.deepEqual(
    (await synap.relations.list({ from: 'note_1' })).map((relation) => relation.to),
    ['project_1'],
  );
  assert.equal((await synap.tasks.list({ noteId: 'note_1' }))[0]?.status, 'done');
  assert.deepEqual(
    (await synap.tags.list()).map((tag) => [tag.tag, tag.subjects]),
    [['urgent', 1]],
  );
  assert.equal((await synap.entities.get('recipe_1'))?.title, 'Bread');

  await orThrow(synap.notes.untag('note_1', 'urgent'));
  await orThrow(synap.tasks.reopen('task_1'));
  await orThrow(synap.projects.archive('project_1'));
  await orThrow(synap.notes.delete('note_1'));
  assert.deepEqual(await synap.notes.list(), []);
  assert.equal((await synap.notes.list({ deleted: true })).length, 1);
  await orThrow(synap.notes.restore('note_1'));
  await orThrow(synap.projects.unarchive('project_1'));
  assert.equal((await synap.notes.list()).length, 1);
  assert.equal((await synap.projects.list()).length, 1);
});

test('a list is shown as it was at a time', async () => {
  const synap = await newWorkspace('past');
  await orThrow(synap.notes.create({ id: 'note_1', content: 'First' }));
  const then = await synap.events.position();
  await orThrow(synap.notes.update('note_1', { content: 'Second' }));

  const past = await synap.notes.list({ asOf: then });

  assert.deepEqual(
    past.map((note) => note.content),
    ['First'],
  );
});

test('lists are walked through more than one page', async () => {
  const synap = await newWorkspace('pages');
  await Promise.all(
    Array.from({ length: 25 }, (_, i) => synap.notes.create({ id: `note_${i}`, title: String(i) }, { wait: false })),
  );
  await orThrow(synap.notes.create({ id: 'note_last' }));
  const page = await synap.notes.list().page({ limit: 10 });

  const rest = await synap.notes.list().page({ limit: 100, after: page.next! });

  assert.equal(new Set([...page.items, ...rest.items].map((note) => note.id)).size, 26);
});

test('who may only look is told so', async () => {
  const synap = await newWorkspace('viewer');
  const vic = await as(synap, 'vic', 'viewer');

  const refused = await vic.notes.create({ content: 'mine' });

  assert.equal(refused.status, 'rejected');
  assert.ok(refused.status === 'rejected');
  assert.equal(refused.rule, 'role.viewer');
});

test('what an agent wants waits for a person, with its reasons', async () => {
  const synap = await newWorkspace('agents');
  const agentId = `robo-${Date.now().toString(36)}`;
  await synap.agents.create({ userId: agentId, name: 'Robo' });
  const robo = await as(synap, agentId, 'editor');
  const ai = {
    agent: 'orchestrator',
    reasoning: { steps: [{ thought: 'User mentioned calling Marie', action: 'Extract task', confidence: 0.95 }] },
  };

  const first = await robo.tasks.create({ title: 'Call Marie' }, { metadata: { ai } });
  const second = await robo.tasks.create({ title: 'Buy milk' });
  const third = await robo.tasks.create({ title: 'Nothing' });
  assert.deepEqual(
    [first, second, third].map((result) => result.status),
    ['proposed', 'proposed', 'proposed'],
  );
  const inbox = await synap.proposals.list();
  const [marie, milk, nothing] = ['Call Marie', 'Buy milk', 'Nothing'].map(
    (title) => inbox.find((proposal) => proposal.content['title'] === title)!,
  );
  await orThrow(synap.proposals.accept(marie!));
  await orThrow(synap.proposals.modify(milk!, { title: 'Buy oat milk' }));
  await orThrow(synap.proposals.reject(nothing!, 'no'));

  assert.deepEqual(
    (await synap.tasks.list()).map((task) => task.title).sort(),
    ['Buy oat milk', 'Call Marie'],
  );
  assert.deepEqual(await synap.proposals.list(), []);
  assert.equal((await synap.proposals.get(nothing!.id))?.status, 'rejected');
  const own = await robo.tasks.create({ title: 'Mine' });
  assert.ok(own.status === 'proposed');
  await orThrow(robo.proposals.withdraw((await synap.proposals.get(own.proposalId))!));
});

test('members, shares and policies are granted and taken away', async () => {
  const synap = await newWorkspace('access');
  const eve = await as(synap, 'eve', 'viewer');
  await orThrow(synap.notes.create({ id: 'note_1', content: 'a' }));

  await orThrow(synap.members.changeRole('eve', 'editor'));
  await orThrow(eve.notes.update('note_1', { content: 'b' }));
  await orThrow(synap.members.remove('eve'));
  await assert.rejects(async () => await eve.notes.list(), SynapError);
  const share = await orThrow(synap.shares.add({ subjectId: 'note_1', userId: 'eve', level: 'view' }));
  assert.equal((await eve.state('note_1'))?.state['content'], 'b');
  await orThrow(synap.shares.remove(share.subjectId));

  const policy = await orThrow(synap.policies.add({ pattern: 'entities.create.task', effect: 'auto_approve' }));
  await orThrow(synap.policies.change(policy.subjectId, 'deny'));
  assert.deepEqual(
    (await synap.policies.list()).map((each) => each.effect),
    ['deny'],
  );
  await orThrow(synap.policies.remove(policy.subjectId));
});

test('the server tells of itself', async () => {
  const synap = await newWorkspace('server');
  await orThrow(synap.notes.create({ id: 'note_1' }));

  assert.equal((await synap.me()).userId, 'owner');
  assert.equal((await synap.workspaces.current()).role, 'owner');
  assert.equal((await synap.verify()).status, 'intact');
  assert.deepEqual(
    (await synap.workers.list()).map((worker) => worker.name).sort(),
    ['assistant', 'projections', 'webhooks', 'writes'],
  );
  assert.deepEqual(await synap.workers.parked(), []);
  assert.equal((await synap.workers.dispatch().first())?.status, 'done');
  assert.ok((await synap.projections.list()).names.includes('notes'));
  const key = await synap.keys.create({ name: 'for a while', scopes: ['read'] });
  await synap.keys.revoke(key.keyId);
  assert.ok((await synap.keys.list()).some((each) => each.keyId === key.keyId && each.revokedAt));
});
