import { orThrow, Synap } from '@synap/client';

const synap = new Synap({ url: 'http://127.0.0.1:8080', apiKey: process.env.SYNAP_KEY });

// An agent is a user of its own, whose wishes wait for a person unless a policy says otherwise.
const agent = await synap.agents.create({ name: 'Gardener' });
await orThrow(synap.members.add(agent.userId, 'editor'));
const { key } = await synap.keys.create({ userId: agent.userId, name: 'gardener' });
const gardener = new Synap({ url: 'http://127.0.0.1:8080', apiKey: key });

const wish = await gardener.tasks.create(
  { title: 'Water the roses', dueDate: '2024-07-02' },
  { metadata: { ai: { agent: 'gardener', reasoning: { steps: [{ thought: 'no rain for nine days' }] } } } },
);
console.log(wish.status);

for (const proposal of await synap.proposals.list()) {
  console.log(proposal.content['title'], 'because of', proposal.ai?.reasoning?.steps?.[0]?.thought);
  await orThrow(synap.proposals.modify(proposal, { dueDate: '2024-07-01' }));

  const request = await synap.events.get(proposal.requestId);
  console.log(request?.type, 'by', request?.metadata.ai?.agent);
}

const [task] = await synap.tasks.list();
console.log(task?.title, task?.dueDate);

for (const entry of await synap.audit.query({ subjectType: 'task', type: 'task.*' })) {
  console.log(entry.sentence);
}
