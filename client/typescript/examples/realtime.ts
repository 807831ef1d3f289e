import { type MessageName, orThrow, type RealtimeMessages, Synap } from '@synap/client';

const synap = new Synap({ url: 'http://127.0.0.1:8080', apiKey: process.env.SYNAP_KEY });

const realtime = synap.realtime();
const next = <N extends MessageName>(name: N) =>
  new Promise<RealtimeMessages[N]>((resolve) => {
    const off = realtime.on(name, (message) => {
      off();
      resolve(message);
    });
  });

realtime.on('reload', () => console.log('so much has happened meanwhile that it is better to read anew'));
await realtime.join();

const presence = next('presence:changed');
await realtime.presence('note_shop', 'editing');
for (const { name, state } of (await presence).users) {
  console.log(name, 'is', state);
}

const update = next('entity:updated');
await orThrow(synap.notes.create({ id: 'note_shop', content: 'Salt' }));
await orThrow(synap.notes.update('note_shop', { content: 'Salt, rye flour' }));
const { eventType, subjectId, userId } = await update;
console.log(eventType, 'of', subjectId, 'by', userId);

// Kept, it is where another day begins: join({ after: position }).
const position = realtime.lastPosition();
console.log(typeof position);
await realtime.close();
