import { orThrow, type Proposal, type Synap } from '@synap/client';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { as, newWorkspace } from './server.js';

const ASSISTANT = 'synap-assistant';

test('three people write a note together, and any of its five changes can be told, seen and undone', async () => {
  const synap = await newWorkspace('story-note');
  const alice = await as(synap, 'alice', 'editor');
  const bob = await as(synap, 'bob', 'editor');
  const charlie = await as(synap, 'charlie', 'commenter');

  const note = (await orThrow(alice.notes.create({ title: 'Meeting Notes' }))).subjectId;
  await orThrow(bob.notes.update(note, { content: '- [ ] Action items: call Marie' }));
  const titled = await orThrow(alice.notes.update(note, { title: 'Team Meeting Dec 15' }));
  await orThrow(charlie.comments.create({ on: note, text: 'Great summary!' }));
  await orThrow(bob.notes.update(note, { content: '- [x] Action items: call Marie' }));

  const now = await charlie.notes.get(note);
  assert.deepEqual([now?.title, now?.content], ['Team Meeting Dec 15', '- [x] Action items: call Marie']);

  const { entries, contributors } = await charlie.history.timelinePage(note);
  assert.deepEqual(
    entries.map(({ sentence }) => sentence),
    ['Bob edited content', 'Alice edited title', 'Bob edited content', 'Alice created note'],
  );
  const [comment] = entries.flatMap(({ steps }) => steps).filter(({ type }) => type === 'comment.created');
  assert.match(comment!.sentence, /^Charlie .*Great summary!/);
  assert.deepEqual(contributors.map(({ userId }) => userId).sort(), ['alice', 'bob', 'charlie']);

  const then = await synap.state(note, { version: titled.version! });
  assert.deepEqual([then?.state['title'], then?.state['content']], ['Team Meeting Dec 15', '- [ ] Action items: call Marie']);

  const rename = entries.find(({ sentence }) => sentence === 'Alice edited title')!;
  await orThrow(alice.history.undo({ subjectId: note, changes: [rename.changeId] }));
  const undone = await synap.notes.get(note);
  assert.deepEqual([undone?.title, undone?.content], ['Meeting Notes', '- [x] Action items: call Marie']);
});

test('words that are typed become a task that says why, all the way back to them', async () => {
  const { synap, alice } = await assisted('story-why');

  const typed = await orThrow(alice.capture('call marie tomorrow'));
  const proposal = await proposed(alice);
  assert.deepEqual(await synap.tasks.list(), []);
  await orThrow(alice.proposals.accept(proposal));

  const [task] = await synap.tasks.list();
  assert.match(task!.title!, /^call marie$/i);
  const tomorrow = new Date(Date.now() + 86_400_000);
  assert.equal(task!.dueDate, [tomorrow.getFullYear(), two(tomorrow.getMonth() + 1), two(tomorrow.getDate())].join('-'));
  const why = (await alice.history.why({ subjectId: task!.id }))!;
  const found = (type: string) => why.because.find((link) => link.type === type)!;
  const order = ['capture.created', 'agent.invoked', 'suggestion.created', 'proposal.created', 'proposals.accept.requested', 'task.created'];
  assert.deepEqual(
    why.because.map(({ type }) => type).filter((type) => order.includes(type)),
    order,
  );
  assert.equal(found('capture.created').subjectId, typed.subjectId);
  assert.equal(found('capture.created').data?.['content'], 'call marie tomorrow');
  assert.equal(found('capture.created').userId, 'alice');
  const steps = proposal.ai!.reasoning!.steps!;
  assert.ok(steps.length >= 2);
  for (const { thought, confidence } of steps) {
    assert.ok(thought && confidence! > 0 && confidence! <= 1);
  }
  assert.ok(steps.some(({ thought, action }) => /tomorrow/i.test(`${thought} ${action}`)), 'how the day was read');
  const decision = found('proposals.accept.requested');
  assert.deepEqual([decision.userId, decision.data?.['contentHash']], ['alice', proposal.contentHash]);
  const [rate] = await synap.proposals.rates();
  assert.deepEqual([rate!.proposedBy, rate!.accepted, rate!.acceptance], [ASSISTANT, 1, 1]);
});

test('nothing is known of what never was', async () => {
  const synap = await newWorkspace('why');

  assert.equal(await synap.history.why({ subjectId: 'note_none' }), undefined);
  assert.equal(await synap.history.why({ eventId: 'evt_none' }), undefined);
});

test('what a person modifies is what they made of it, with the suggestion beside it', async () => {
  const { synap, alice } = await assisted('story-modify');
  await orThrow(alice.capture('call marie tomorrow'));
  const proposal = await proposed(alice);

  await orThrow(alice.proposals.modify(proposal, { title: 'Call Marie about the roses' }));

  const [task] = await synap.tasks.list();
  assert.deepEqual([task?.title, task?.dueDate], ['Call Marie about the roses', proposal.content['dueDate']]);
  const kept = await alice.proposals.get(proposal.id);
  assert.equal(kept?.status, 'modified');
  assert.deepEqual(kept?.content, proposal.content);
});

test('what a person rejects is no task, and the reason is in the audit log', async () => {
  const { synap, alice } = await assisted('story-reject');
  await orThrow(alice.capture('call marie tomorrow'));
  const proposal = await proposed(alice);

  await orThrow(alice.proposals.reject(proposal, 'She is away'));

  assert.deepEqual(await synap.tasks.list(), []);
  assert.equal((await alice.proposals.get(proposal.id))?.['decisionReason'], 'She is away');
  const [decided] = await synap.audit.query({ type: 'proposal.rejected' });
  assert.match(decided!.sentence, /^Alice rejected/);
  const told = await alice.history.why({ eventId: proposal.requestId });
  assert.ok(told?.cameOfIt.some(({ type }) => type === 'proposal.rejected'));
  assert.ok(!told?.cameOfIt.some(({ type }) => type === 'task.created'));
});

/** A workspace whose assistant reads along, and somebody who writes in it. */
async function assisted(name: string): Promise<{ synap: Synap; alice: Synap }> {
  const synap = await newWorkspace(name);
  await orThrow(synap.members.add(ASSISTANT, 'editor'));
  return { synap, alice: await as(synap, 'alice', 'editor') };
}

/** What the assistant suggests, once it does. */
async function proposed(synap: Synap): Promise<Proposal> {
  for (let look = 0; look < 200; look++) {
    const found = await synap.proposals.list().first();
    if (found !== undefined) {
      return found;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nothing was proposed within 10 s');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
