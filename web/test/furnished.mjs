import { asPerson, by, newWorkspace, owner, person, unused } from './server.mjs';

const TEXT = [
  '# Plan',
  'The first of **many**, with [a link](https://example.org/), `code` and ~~nothing~~.',
  '- [ ] open\n- [x] done\n- one\n  1. nested',
  '> quoted',
  '| who | what | when | where | why |\n|-|-|-|-|-|\n| Alice | writes | today | at home, where it is quiet | because |',
  '```js\nconst long = "a line that is much longer than any telephone is wide, and that nothing breaks anywhere";\n```',
  'https://example.org/an/address/that/is/longer/than/a/line/of/a/telephone/and/has/no/place/to/break/it',
].join('\n\n');

/** A workspace in which there is something of everything. */
export async function furnished() {
  const synap = await newWorkspace('Furnished');
  const path = `/w/${synap.workspace}`;
  const vic = await person('Vic', { synap, role: 'viewer' });
  const alice = await person('Alice', { synap });
  const asAlice = await asPerson(synap, alice.userId);
  const agent = await owner.agents.create({ userId: unused('assistant'), name: 'Assistant' });
  await synap.members.add(agent.userId, 'editor');
  const assistant = await by(synap, agent.userId);
  await owner.keys.create({ name: 'My laptop', scopes: ['read'] });
  await synap.policies.add({ pattern: 'entities.delete.*', effect: 'deny' });

  const note = await asAlice.notes.create({ title: 'Marketing plan', content: 'Begin', tags: ['plan', 'spring'] });
  await synap.notes.update(note.subjectId, { content: TEXT });
  await asAlice.notes.update(note.subjectId, { content: TEXT.replace('first', 'second') }, { reason: 'It is the second' });
  await asAlice.notes.comment(note.subjectId, 'Great summary!');
  await synap.tasks.create({ title: 'Call Marie', dueDate: '2024-12-20', noteId: note.subjectId });
  await synap.projects.create({ title: 'Launch' });
  const done = await synap.tasks.create({ title: 'Done already' });
  await synap.tasks.complete(done.subjectId);
  const deleted = await synap.notes.create({ title: 'Away' });
  await synap.notes.delete(deleted.subjectId);
  await synap.notes.archive((await synap.notes.create({ title: 'Old' })).subjectId);

  const steps = [{ thought: 'User mentioned calling Bob', action: 'Extract task', confidence: 0.95, source: 'note' }];
  const metadata = { ai: { agent: 'orchestrator', model: 'rules', reasoning: { steps }, durationMs: 12 } };
  const wish = async () => (await assistant.tasks.create({ title: 'Call Bob', dueDate: '2024-12-20' }, { metadata })).proposalId;
  const accepted = await synap.proposals.get(await wish());
  await synap.proposals.accept(accepted);
  await synap.proposals.reject(await synap.proposals.get(await wish()), 'He is away');
  await assistant.notes.update(note.subjectId, { content: 'Something else' }, { metadata });
  await synap.notes.update(note.subjectId, { title: 'Marketing plan for spring' });
  await wish();

  await synap.settings.set('recordAuditReads', true);
  await synap.schemas.create('recipe', { required: ['title'], properties: { title: { type: 'string', maxLength: 200 } } });
  // Names that stand for no address, ever: nothing is sent anywhere.
  const webhook = await synap.webhooks.create('https://receiver.invalid/hooks/synap', ['note.*', 'task.*'], {
    description: 'The other app',
  });
  await synap.webhooks.ping(webhook.id);
  const idle = await synap.webhooks.create(`https://receiver.invalid/${'long'.repeat(40)}`, ['*']);
  await synap.webhooks.change(idle.id, { enabled: false });
  return {
    path,
    webhook: `${path}/webhooks/${webhook.id}`,
    vic,
    note: `${path}/notes/${note.subjectId}`,
    deleted: `${path}/notes/${deleted.subjectId}`,
    task: `${path}/tasks/${accepted.subjectId}`,
  };
}
