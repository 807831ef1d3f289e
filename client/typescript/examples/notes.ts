import { orThrow, Synap } from '@synap/client';

const synap = new Synap({ url: 'http://127.0.0.1:8080', apiKey: process.env.SYNAP_KEY });

await orThrow(synap.notes.create({ id: 'note_bread', title: 'Rye bread', content: 'Flour, water, salt' }));
await orThrow(synap.notes.update('note_bread', { content: 'Rye flour, water, salt' }, { reason: 'wheat will not do' }));
await orThrow(synap.notes.comment('note_bread', 'How much salt?'));
await orThrow(synap.entities.create({ type: 'recipe', title: 'Rye bread', noteId: 'note_bread' }));

for (const note of await synap.notes.list({ q: 'rye' })) {
  console.log(`${note.title}: ${note.content}`);
}
for (const entry of (await synap.history.timeline('note_bread')).reverse()) {
  console.log(entry.sentence);
}
