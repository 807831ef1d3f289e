import { orThrow, Synap } from '@synap/client';

const synap = new Synap({ url: 'http://127.0.0.1:8080', apiKey: process.env.SYNAP_KEY });

const { version } = await orThrow(synap.notes.create({ id: 'note_sign', content: 'Open' }));
for (const content of ['Open until six', 'Closed', 'Closed for ever']) {
  await orThrow(synap.notes.update('note_sign', { content }));
}
const show = async (what: string) => console.log(what, (await synap.notes.get('note_sign'))?.content);

await orThrow(synap.history.undo({ subjectId: 'note_sign', count: 2 }));
await show('two changes back:');

await orThrow(synap.history.redo({ subjectId: 'note_sign' }));
await show('and again:');

const [made] = await synap.events.query({ subjectId: 'note_sign', type: 'note.created' });
await orThrow(synap.history.undoTo({ subjectId: 'note_sign', eventId: made!.id }));
await show('as it was made:');

// What a user did anywhere, but here to one note; a preview says first what that comes to.
const { userId } = await synap.me();
const mine = { userId, subjects: ['note_sign'] };
const preview = await synap.history.preview.undoBy(mine);
const done = await synap.history.undoBy({ ...mine, token: preview.token });
console.log(done.status, (await synap.notes.list()).length, 'notes');

await orThrow(synap.history.restore({ subjectId: 'note_sign', version }));
await show('brought back:');
