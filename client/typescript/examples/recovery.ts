import { orThrow, Synap } from '@synap/client';

const synap = new Synap({ url: 'http://127.0.0.1:8080', apiKey: process.env.SYNAP_KEY });

for (const title of ['Peas', 'Beans', 'Leeks']) {
  await orThrow(synap.notes.create({ id: `note_${title.toLowerCase()}`, title }));
}
await orThrow(synap.notes.delete('note_leeks'));

// Whatever was lost: the log has it, in the order in which it happened.
const titles = new Map<string, string>();
for await (const event of synap.events.getAll({ orderBy: 'timestamp' })) {
  if (event.type === 'note.created') {
    titles.set(event.subjectId, event.data['title']);
  } else if (event.type === 'note.deleted') {
    titles.delete(event.subjectId);
  }
}
console.log([...titles.values()]);

// The server does the same for its own tables, while they are read.
const rebuilt = await synap.projections.rebuild('notes');
console.log(rebuilt.status, (await synap.notes.list()).map((note) => note.title));
console.log((await synap.verify()).status);
