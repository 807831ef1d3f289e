import { orThrow, type Proposal, type Synap } from '@synap/client';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newWorkspace } from './server.js';

test('a thought that is captured becomes a task once a person agrees, and why tells the story', async () => {
  const synap = await newWorkspace('capture');
  await orThrow(synap.members.add('synap-assistant', 'editor'));

  await orThrow(synap.capture('call marie tomorrow'));
  const proposal = await firstProposal(synap);
  await orThrow(synap.proposals.accept(proposal));

  const [task] = await synap.tasks.list();
  assert.match(task!.title!, /call marie/i);
  const tomorrow = new Date(Date.now() + 86_400_000);
  assert.equal(task!.dueDate, [tomorrow.getFullYear(), two(tomorrow.getMonth() + 1), two(tomorrow.getDate())].join('-'));
  const why = await synap.history.why({ subjectId: task!.id });
  const types = why!.because.map(({ type }) => type);
  assert.equal(types.at(-1), 'task.created');
  for (const type of ['capture.created', 'agent.invoked', 'suggestion.created', 'proposals.accept.requested']) {
    assert.ok(types.includes(type), `${type} is missing in ${types.join(', ')}`);
  }
  assert.ok(why!.because.some(({ ai }) => ai !== undefined));
  const [rate] = await synap.proposals.rates();
  assert.deepEqual([rate!.proposedBy, rate!.accepted, rate!.acceptance], ['synap-assistant', 1, 1]);
});

test('nothing is known of what never was', async () => {
  const synap = await newWorkspace('why');

  assert.equal(await synap.history.why({ subjectId: 'note_none' }), undefined);
  assert.equal(await synap.history.why({ eventId: 'evt_none' }), undefined);
});

async function firstProposal(synap: Synap): Promise<Proposal> {
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
