import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { openBrowser, pageOf, until } from './browser.mjs';
import { newWorkspace, ownerWithPassword, person } from './server.mjs';

const browser = await openBrowser();
const olivia = await ownerWithPassword();

/** Takes what webhooks send, and answers with the status that it is told to. */
async function receiver() {
  const letters = [];
  const taker = { status: 204, retryAfter: undefined, letters, url: '' };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) {
      body += piece;
    }
    letters.push({ headers: request.headers, body, event: JSON.parse(body) });
    const later = taker.retryAfter === undefined ? {} : { 'retry-after': taker.retryAfter };
    response.writeHead(taker.status, { connection: 'close', ...later }).end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => server.close());
  taker.url = `http://127.0.0.1:${server.address().port}/hook`;
  return taker;
}

/** The signature that a receiver who knows the secret expects. */
function signature({ headers, body }, secret) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

async function arrived(taker, count) {
  await until(() => taker.letters.length, { is: (now) => now >= count, what: `${count} should have arrived` });
  return taker.letters[count - 1];
}

/** The page of a webhook that the workspace has already. */
async function pageOfWebhook(synap, url, types = ['note.*']) {
  const { id, secret } = await synap.webhooks.create(url, types);
  const page = await pageOf(browser, olivia, `/w/${synap.workspace}/webhooks/${id}`);
  await page.getByRole('button', { name: 'Send a ping' }).waitFor();
  return { page, id, secret };
}

const rows = (page, status) => page.locator(`[data-delivery="${status}"]`);

test('a webhook is made, its secret shown once, and what happens arrives signed with it', async () => {
  const synap = await newWorkspace('Told');
  const taker = await receiver();
  const page = await pageOf(browser, olivia, `/w/${synap.workspace}/notes`, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.getByRole('link', { name: 'Webhooks' }).click();
  await page.getByText('No webhook yet').waitFor();

  await page.getByRole('button', { name: 'New webhook' }).click();
  await page.getByLabel('URL').fill(taker.url);
  await page.getByLabel('Types of events').fill('note.*');
  await page.getByLabel('What is it for?').fill('The other app');
  await page.getByRole('button', { name: 'Make webhook' }).click();

  const kept = page.getByRole('dialog', { name: 'Keep its secret' });
  const secret = await kept.getByLabel('Secret').inputValue();
  assert.match(secret, /^whsec_/);
  await kept.getByRole('button', { name: 'Copy' }).click();
  await kept.getByText('Copied.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), secret);
  await kept.getByRole('button', { name: 'I have kept it' }).click();
  await kept.waitFor({ state: 'detached' });
  await page.locator('[data-state="Active"]').waitFor();
  assert.ok(!(await page.content()).includes(secret), 'the secret is not on the page any more');

  await synap.tasks.create({ title: 'Not of its types' });
  const { subjectId } = await synap.notes.create({ title: 'Hello' });
  const letter = await arrived(taker, 1);
  assert.equal(letter.event.type, 'note.created');
  assert.equal(letter.event.data.subjectId, subjectId);
  assert.equal(letter.headers['webhook-signature'], signature(letter, secret));

  await page.getByRole('link', { name: taker.url }).click();
  await rows(page, 'delivered').waitFor();
  assert.match(await rows(page, 'delivered').innerText(), /note\.created[^]*Delivered[^]*HTTP 204/);
  assert.equal(taker.letters.length, 1);
});

test('what a receiver refuses is tried again, parked, and sent again from the page once it is well', async () => {
  const synap = await newWorkspace('Choking');
  const taker = await receiver();
  taker.status = 500;
  taker.retryAfter = '8'; // so that what waits is seen waiting
  const { page, secret } = await pageOfWebhook(synap, taker.url);

  await synap.notes.create({ title: 'One' });

  await page.locator('[data-state="Failing"]').waitFor();
  const waiting = rows(page, 'pending').filter({ hasText: 'the receiver answered 500' });
  await waiting.filter({ hasText: 'next attempt in a moment' }).waitFor();
  await rows(page, 'parked').filter({ hasText: 'HTTP 500' }).waitFor();
  assert.deepEqual(
    taker.letters.map(({ headers }) => headers['webhook-id']),
    [taker.letters[0].headers['webhook-id'], taker.letters[0].headers['webhook-id']],
  );

  taker.status = 200;
  await page.getByRole('button', { name: /Send again note\.created/ }).click();

  const letter = await arrived(taker, 3);
  assert.equal(letter.headers['webhook-id'], taker.letters[0].headers['webhook-id']);
  assert.equal(letter.headers['webhook-signature'], signature(letter, secret));
  await rows(page, 'delivered').waitFor();
  await page.locator('[data-state="Active"]').waitFor();
});

test('all that is parked is found by its state, and sent again at once', async () => {
  const synap = await newWorkspace('Parked');
  const taker = await receiver();
  taker.status = 503;
  const { page } = await pageOfWebhook(synap, taker.url);
  await synap.notes.create({ title: 'One' });
  await synap.notes.create({ title: 'Two' });
  await rows(page, 'parked').nth(1).waitFor();

  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'parked' }).click();
  await page.waitForURL(/status=parked/);
  taker.status = 204;
  await page.getByRole('button', { name: 'Send all parked again' }).click();

  await page.getByText('None.').waitFor();
  await page.goto(page.url().replace('parked', 'delivered'));
  await rows(page, 'delivered').nth(1).waitFor();
});

test('a receiver that wants nothing more is not sent to; the page says so, and enables it again', async () => {
  const synap = await newWorkspace('Gone');
  const taker = await receiver();
  taker.status = 410;
  const { page } = await pageOfWebhook(synap, taker.url);

  await page.getByRole('button', { name: 'Send a ping' }).click();
  const state = page.locator('[data-state="Disabled by the server"]');
  await state.waitFor();
  assert.match(await state.innerText(), /Because the receiver answered 410 Gone\./);
  assert.ok(await page.getByRole('button', { name: 'Send a ping' }).isDisabled());

  taker.status = 204;
  await page.getByRole('button', { name: 'Enable' }).click();

  await page.locator('[data-state="Active"]').waitFor();
  await rows(page, 'delivered').filter({ hasText: 'webhook.ping' }).waitFor();
});

test('what the server refuses stands at its field, and is gone once it is put right', async () => {
  const synap = await newWorkspace('Refused');
  const page = await pageOf(browser, olivia, `/w/${synap.workspace}/webhooks`);
  await page.getByRole('button', { name: 'New webhook' }).click();
  const dialog = page.getByRole('dialog', { name: 'New webhook' });
  const url = dialog.getByLabel('URL');

  const types = dialog.getByLabel('Types of events');
  const send = () => dialog.getByRole('button', { name: 'Make webhook' }).click();

  await url.fill('ftp://example.com/');
  await types.fill('note.* task!');
  await send();
  await dialog.getByRole('alert').filter({ hasText: 'must begin with https://' }).waitFor();
  assert.equal(await url.getAttribute('aria-invalid'), 'true');
  assert.equal(await types.getAttribute('aria-invalid'), null);

  await url.fill('https://receiver.invalid/');
  await send();
  await dialog.getByRole('alert').filter({ hasText: /^types\[1\] / }).waitFor();
  assert.equal(await url.getAttribute('aria-invalid'), null);
  assert.equal(await types.getAttribute('aria-invalid'), 'true');

  await types.fill('note.*, task.*');
  await send();
  await page.getByRole('dialog', { name: 'Keep its secret' }).waitFor();
});

test('a webhook is edited, given a new secret beside the old one, replayed from any position, and deleted', async () => {
  const synap = await newWorkspace('Changed');
  const { subjectId } = await synap.notes.create({ title: 'Before it was made' });
  const taker = await receiver();
  const { page, id, secret } = await pageOfWebhook(synap, 'https://receiver.invalid/');

  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('URL').fill(taker.url);
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('cell', { name: taker.url }).waitFor();
  assert.equal((await synap.webhooks.get(id)).url, taker.url);

  await page.getByRole('button', { name: 'New secret' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'New secret' }).click();
  const kept = page.getByRole('dialog', { name: 'Keep its new secret' });
  const newSecret = await kept.getByLabel('Secret').inputValue();
  await kept.getByRole('button', { name: 'I have kept it' }).click();

  await page.getByRole('button', { name: 'Replay' }).click();
  await page.getByLabel('Behind position').fill('0');
  await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
  const letter = await arrived(taker, 1);
  assert.equal(letter.event.data.subjectId, subjectId);
  assert.deepEqual(letter.headers['webhook-signature'].split(' '), [signature(letter, newSecret), signature(letter, secret)]);

  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No webhook yet').waitFor();
  assert.deepEqual(await synap.webhooks.list(), []);
});

test('who is no admin is not led to the webhooks, and is told why they see none', async () => {
  const synap = await newWorkspace('Not theirs');
  const edith = await person('Edith', { synap });
  const page = await pageOf(browser, edith, `/w/${synap.workspace}/webhooks`);

  await page.getByRole('alert').filter({ hasText: /managing webhooks/ }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Webhooks' }).count(), 0);
  assert.equal(await page.getByRole('button', { name: 'New webhook' }).count(), 0);
});
