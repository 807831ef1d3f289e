import { orThrow, Synap, SynapError } from '@synap/client';
import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import { apiKey, as, newWorkspace, url } from './server.js';

test('a schema holds the entities of its type to a form', async () => {
  const synap = await newWorkspace('schemas');
  await orThrow(synap.schemas.create('recipe', { required: ['title'] }));

  const formless = await synap.entities.create({ type: 'recipe', content: 'Flour' });
  assert.ok(formless.status === 'rejected');
  assert.equal(formless.rule, 'schema.invalid');
  assert.ok(formless.errors.some((error) => error.message.includes('title')), JSON.stringify(formless));
  await orThrow(synap.schemas.change('recipe', { required: ['content'] }));
  await orThrow(synap.entities.create({ type: 'recipe', content: 'Flour' }));
  assert.deepEqual(
    (await synap.schemas.list()).map(({ type, schema }) => [type, schema]),
    [['recipe', { required: ['content'] }]],
  );

  await orThrow(synap.schemas.remove('recipe'));
  await orThrow(synap.entities.create({ type: 'recipe', title: 'Bread' }));
  assert.deepEqual(await synap.schemas.list(), []);
});

test('a setting is false until it is set, and after it was removed', async () => {
  const synap = await newWorkspace('settings');

  assert.equal(await synap.settings.get('recordAuditReads'), false);
  await orThrow(synap.settings.set('recordAuditReads', true));
  assert.equal(await synap.settings.get('recordAuditReads'), true);
  await synap.audit.query();
  assert.ok((await synap.events.query({ type: 'audit.read' })).length > 0);
  await orThrow(synap.settings.set('recordAuditReads', false));
  assert.equal(await synap.settings.get('recordAuditReads'), false);
  assert.equal((await synap.settings.list()).length, 1);
  await orThrow(synap.settings.remove('recordAuditReads'));
  assert.deepEqual(await synap.settings.list(), []);
});

test('a setting that says how much is a number once it is set', async () => {
  const synap = await newWorkspace('thresholds');

  assert.equal(await synap.settings.get('suggestionThreshold'), undefined);
  await orThrow(synap.settings.set('suggestionThreshold', 0.8));
  await orThrow(synap.settings.set('modelTokensPerDay', 20_000));
  assert.equal(await synap.settings.get('suggestionThreshold'), 0.8);
  assert.equal(await synap.settings.get('modelTokensPerDay'), 20_000);
  await orThrow(synap.settings.set('suggestionThreshold', 0));
  assert.equal(await synap.settings.get('suggestionThreshold'), 0);
  await assert.rejects(orThrow(synap.settings.set('suggestionThreshold', 1.5)), /from 0 to 1/);
});

test('a checkpoint names the last event, signed', async () => {
  const synap = await newWorkspace('checkpoints');
  await synap.events.append({ type: 'note.created', subjectId: 'note_1' });
  const last = await synap.events.query({ order: 'desc' }).first();

  const signed = await synap.checkpoints.sign();

  assert.equal(signed.position, last!.position);
  assert.equal(signed.hash, last!.hash);
  assert.deepEqual(await synap.checkpoints.list(), [signed]);
  const { algorithm, publicKey } = await synap.checkpoints.signingKey();
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  assert.equal(key.asymmetricKeyType, algorithm.toLowerCase());
});

test('an exported log is restored under its own positions and hashes, and twice is once', async () => {
  const synap = await newWorkspace('restore');
  await synap.events.append([
    { type: 'note.created', subjectId: 'note_1', data: { content: 'Original' } },
    { type: 'note.updated', subjectId: 'note_1', data: { content: 'First edit' } },
  ]);

  const exported = await new Response(await synap.events.export()).text();
  const [first] = await synap.restore(exported);
  const [again] = await synap.restore(await synap.events.export());

  assert.equal(exported.trim().split('\n').length, 2);
  assert.equal(first!.workspaceId, synap.workspace);
  assert.deepEqual(again, first);
  assert.equal((await synap.verify()).status, 'intact');
  await assert.rejects(
    synap.restore(exported.replace('First edit', 'Forged')),
    (fault) => fault instanceof SynapError && fault.status >= 400,
  );
});

test('a rebuild is followed to its end', async () => {
  const synap = await newWorkspace('follow');
  const { id } = await synap.projections.start('projects');
  const seen: string[] = [];

  for await (const rebuild of synap.projections.follow(id)) {
    assert.equal(rebuild.id, id);
    seen.push(rebuild.status);
  }

  assert.equal(seen.at(-1), 'done');
  assert.equal((await synap.projections.progress(id)).status, 'done');
  assert.ok((await synap.projections.rebuilds()).items.some((rebuild) => rebuild.id === id));
});

test('a share is widened', async () => {
  const synap = await newWorkspace('widened');
  const gus = await as(synap, 'gus');
  await orThrow(synap.notes.create({ id: 'note_1', content: 'a' }));
  const { subjectId: shareId } = await orThrow(synap.shares.add({ subjectId: 'note_1', userId: 'gus', level: 'view' }));

  assert.equal((await gus.notes.update('note_1', { content: 'b' })).status, 'rejected');
  await orThrow(synap.shares.change(shareId, 'edit'));
  await orThrow(gus.notes.update('note_1', { content: 'b' }));

  assert.deepEqual(
    (await synap.shares.list()).map((share) => share.level),
    ['edit'],
  );
});

test('a note gets an action item', async () => {
  const synap = await newWorkspace('action-item');
  await orThrow(synap.notes.create({ id: 'note_1', title: 'Meeting Notes' }));

  const added = await orThrow(synap.notes.addTask('note_1', { title: 'Send the plan' }));

  assert.deepEqual(
    (await synap.tasks.list({ noteId: 'note_1' })).map((task) => [task.id, task.title]),
    [[added.subjectId, 'Send the plan']],
  );
});

test('the server says whether it is ready, to anybody', async () => {
  const nobody = new Synap({ url, apiKey: 'none' });

  assert.equal((await nobody.health()).status, 'up');
  assert.equal((await new Synap({ url, apiKey }).health()).status, 'up');
});

test('a webhook is made, changed, given another secret, and removed', async () => {
  const synap = await newWorkspace('webhooks');

  // A name that stands for no address, ever: nothing is sent anywhere.
  const made = await synap.webhooks.create('https://receiver.invalid/', ['note.*'], { id: 'hook', description: 'test' });
  assert.match(made.secret!, /^whsec_/);
  assert.deepEqual(await synap.webhooks.list(), [await synap.webhooks.get('hook')]);
  const { secret } = await synap.webhooks.rotateSecret('hook');
  assert.notEqual(secret, made.secret);

  const ping = await synap.webhooks.ping('hook');
  assert.equal(ping.eventType, 'webhook.ping');
  assert.deepEqual((await synap.webhooks.deliveries('hook')).map(({ id }) => id), [ping.id]);
  assert.equal((await synap.webhooks.retry('hook', ping.id)).status, 'pending');
  assert.deepEqual(await synap.webhooks.replay('hook', 0), { after: 0, upTo: 2 });
  const changed = await synap.webhooks.change('hook', { enabled: false });
  assert.equal(changed.enabled, false);
  await assert.rejects(synap.webhooks.ping('hook'), (fault) => fault instanceof SynapError && fault.status === 409);
  await synap.webhooks.remove('hook');
  assert.deepEqual(await synap.webhooks.list(), []);
});
