import { Synap, type SynapEvent } from '@synap/client';

const synap = new Synap({ url: 'http://127.0.0.1:8080', apiKey: process.env.SYNAP_KEY });

// A diary from before there was Synap: only an import says when something has happened.
const entry = (type: string, timestamp: string, content: string) => ({
  type,
  timestamp,
  data: { id: 'note_garden', content },
  metadata: { import: { from: 'a paper diary' } },
});
await synap.events.append([
  entry('note.created', '2024-03-01T08:00:00Z', 'Sow the peas'),
  entry('note.updated', '2024-04-12T08:00:00Z', 'Tie up the peas'),
  entry('note.updated', '2024-06-20T08:00:00Z', 'Pick the peas'),
]);

const fold = (state: Record<string, unknown>, event: SynapEvent) => ({ ...state, ...event.data });
const events = await synap.events.getHistory({ subjectId: 'note_garden', before: '2024-05-01T00:00:00Z' });
console.log('by hand:', events.reduce(fold, {})['content']);

const then = await synap.state('note_garden', { asOf: '2024-05-01T00:00:00Z' });
console.log('by the server:', then?.state['content'], 'in version', then?.version);

const { fields } = await synap.history.diff('note_garden', { version: 1 });
for (const { path, before, after } of fields) {
  console.log(path, before, '->', after);
}
