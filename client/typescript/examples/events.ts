import { ImmutableEventError, Synap, VersionConflictError } from '@synap/client';

const synap = new Synap({ url: 'http://127.0.0.1:8080', apiKey: process.env.SYNAP_KEY, source: 'weather-station' });

await synap.events.append({ type: 'reading.created', data: { id: 'reading_roof', celsius: 11 } });
const { id } = await synap.events.append(
  {
    type: 'reading.corrected',
    data: { id: 'reading_roof', celsius: 12.5 },
    metadata: { reason: 'the sensor was wet', instrument: { serial: 'T-7', calibrated: '2024-02-01' } },
  },
  { expectedVersion: 1 },
);

const event = await synap.events.get(id);
console.log(event?.type, event?.data, event?.metadata.reason);

for (const found of await synap.events.query({ type: 'reading.*', source: 'weather-station', order: 'desc' })) {
  console.log(found.version, found.type);
}

const late = { type: 'reading.corrected', data: { id: 'reading_roof', celsius: 13 } };
await synap.events.append(late, { expectedVersion: 1 }).catch((fault: VersionConflictError) => {
  console.log(`too late: it is at version ${fault.currentVersion}`);
});
await synap.events.update(id, { data: { celsius: 13 } }).catch((fault: ImmutableEventError) => {
  console.log(fault.code);
});
