import { Synap } from '@synap/client';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { choose, openBrowser, pageOf, until } from './browser.mjs';
import { newWorkspace, ownerWithPassword, person, url } from './server.mjs';
import { story } from './story.mjs';

const browser = await openBrowser();
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36';

/** A note that was created on December 1st, edited on the 5th and, by another, on the 10th; and others around it. */
async function marketingPlan() {
  const synap = await newWorkspace('Marketing');
  const alice = await person('Alice', { synap, role: 'admin' });
  const bob = await person('Bob', { synap, role: 'admin' });
  const happened = (type, { userId }, timestamp, data, subjectId = 'note_123') => ({
    type,
    subjectId,
    userId,
    timestamp,
    data,
    metadata: { import: { from: 'a test' } },
  });
  const story = [
    happened('note.created', alice, '2024-12-01T10:00:00Z', { title: 'Marketing Plan', content: 'Original' }),
    happened('note.created', bob, '2024-12-02T10:00:00Z', { title: 'Shopping' }, 'note_old'),
    happened('note.updated', alice, '2024-12-05T14:30:00Z', { content: 'First edit' }),
    happened('note.deleted', bob, '2024-12-06T10:00:00Z', {}, 'note_old'),
    happened('note.updated', bob, '2024-12-10T09:15:00Z', { content: 'Second edit' }),
    happened('note.created', bob, '2024-12-11T10:00:00Z', { title: 'Launch' }, 'note_new'),
  ];
  // One by one, for what is appended at once is one change.
  for (const event of story) {
    await synap.events.append(event);
  }
  return { synap, alice, bob, path: `/w/${synap.workspace}` };
}

const moment = (page) => page.getByLabel('View as of').and(page.locator('input'));
const titles = (page) => page.getByRole('list', { name: 'Notes' }).getByRole('link').allTextContents();

story('time travel', async (step) => {
  const { synap, alice, path } = await marketingPlan();
  const page = await pageOf(browser, alice, `${path}/notes/note_123`);

  await step('a note shows as it was on a date', async () => {
    await page.getByRole('tab', { name: 'View as of' }).click();
    await moment(page).fill('2024-12-05T23:59');

    const past = page.locator('[data-past-content]');
    await past.getByText('First edit').waitFor();
    assert.equal((await past.innerText()).replace(/\s+/g, ' ').trim(), 'Marketing Plan First edit');
    await page.getByText(/^As it was on Dec 5, 2024, 2:30:00/).waitFor();
    assert.equal(await moment(page).inputValue(), '2024-12-05T14:30');
  });

  await step('a link to it shows the same', async () => {
    await page.reload();

    await page.locator('[data-past-content]').getByText('First edit').waitFor();
  });

  await step('what has changed since then shows word by word', async () => {
    await page.getByLabel('Compare with now').click();

    const past = page.locator('[data-past-content]');
    await past.locator('del').getByText('First').waitFor();
    await past.locator('ins').getByText('Second').waitFor();
  });

  await step('the present is one step away', async () => {
    await page.getByRole('button', { name: 'View current' }).click();

    await page.getByRole('textbox', { name: 'Content' }).getByText('Second edit').waitFor();
  });

  await step('the whole list shows as it was on a date, what was deleted since among it', async () => {
    await page.getByRole('link', { name: 'All notes' }).click();
    await page.getByRole('link', { name: 'Launch' }).waitFor();
    assert.deepEqual(await titles(page), ['Launch', 'Marketing Plan']);

    await moment(page).fill('2024-12-05T23:59');

    await page.getByRole('link', { name: 'Shopping' }).waitFor();
    assert.deepEqual(await titles(page), ['Shopping', 'Marketing Plan']);
    assert.equal(new URL(page.url()).searchParams.get('asOf'), '2024-12-05T23:59:00.000Z');
    assert.equal(await page.getByRole('button', { name: 'New note' }).count(), 0);
  });

  await step('and as it is now', async () => {
    await page.getByRole('button', { name: 'View current' }).click();

    await page.getByRole('link', { name: 'Launch' }).waitFor();
    assert.equal(new URL(page.url()).search, '');
  });

  await step('what was then is restored, and that is in the history, too', async () => {
    await page.goto(`${path}/notes/note_123?tab=past&version=1`);
    await page.getByRole('button', { name: 'Restore this' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Restore this' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    assert.equal((await synap.notes.get('note_123')).content, 'Original');
    assert.deepEqual((await synap.history.timelinePage('note_123')).entries[0].userIds, [alice.userId]);
  });
});

story('history', async (step) => {
  const { synap, alice, path } = await marketingPlan();
  const page = await pageOf(browser, alice, `${path}/notes/note_123`);
  const entry = (text) => page.locator('.timeline-entry').filter({ hasText: text });

  await step('says who did what and when, and what can be done about it', async () => {
    await page.getByRole('tab', { name: 'History' }).click();
    await entry('Bob edited content').waitFor();
    const entries = await page.locator('.timeline-entry').evaluateAll((all) =>
      all.map((each) => ({
        said: each.querySelector('[data-sentence]').textContent.replace(/^● | \(.*/g, ''),
        at: each.querySelector('time').dateTime,
        buttons: [...each.querySelectorAll('button')].map((button) => button.textContent),
      })),
    );

    assert.deepEqual(entries, [
      { said: 'Bob edited content', at: '2024-12-10T09:15:00.000Z', buttons: ['Undo', 'View', 'Why?'] },
      { said: 'Alice edited content', at: '2024-12-05T14:30:00.000Z', buttons: ['Undo', 'View', 'Undo to here', 'Why?'] },
      { said: 'Alice created note', at: '2024-12-01T10:00:00.000Z', buttons: ['Undo', 'View', 'Undo to here', 'Why?'] },
    ]);
    await entry('Bob edited content').locator('ins').getByText('Second').waitFor();
  });

  await step('shows only what one of them did', async () => {
    await page.getByRole('group', { name: 'Whose changes' }).getByText('Bob').click();

    await entry('Alice created note').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.timeline-entry').count(), 1);
    assert.match(page.url(), /by=bob/);
    await page.getByRole('group', { name: 'Whose changes' }).getByText('Everybody').click();
    await entry('Alice created note').waitFor();
  });

  await step('a change is viewed', async () => {
    await entry('Alice created note').getByRole('button', { name: 'View' }).click();

    await page.locator('[data-past-content]').getByText('Original').waitFor();
    await page.goBack();
  });

  await step('a change is undone, and done again from the message that says so', async () => {
    await entry('Bob edited content').getByRole('button', { name: 'Undo', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('[data-preview] ins').getByText('First').waitFor();
    await dialog.getByRole('button', { name: 'Undo', exact: true }).click();
    const message = page.getByRole('alert').filter({ hasText: 'Undone' });
    await message.waitFor();
    assert.equal((await synap.notes.get('note_123')).content, 'First edit');

    await message.getByRole('button', { name: 'Redo' }).click();

    await page.getByRole('alert').filter({ hasText: 'Done again' }).waitFor();
    assert.equal((await synap.notes.get('note_123')).content, 'Second edit');
  });

  await step('all is undone back to a change', async () => {
    await entry('Alice created note').getByRole('button', { name: 'Undo to here' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('[data-preview]').waitFor();
    await dialog.getByRole('button', { name: 'Undo to here' }).click();

    await page.getByRole('alert').filter({ hasText: 'It is as it was then' }).waitFor();
    assert.equal((await synap.notes.get('note_123')).content, 'Original');
  });

  await step('each line says whose it is', async () => {
    await page.getByRole('tab', { name: 'Who wrote what' }).click();

    const line = page.getByRole('list', { name: 'Lines' }).getByRole('listitem');
    await line.getByText('Original').waitFor();
    await line.getByText(/Alice/).waitFor();
  });
});

story('the audit log', async (step) => {
  const { synap, alice, bob, path } = await marketingPlan();
  const deleter = await pageOf(browser, bob, `${path}/notes/note_123`, { userAgent: CHROME });
  await deleter.getByRole('button', { name: 'More' }).click();
  await deleter.getByRole('menuitem', { name: 'Delete' }).click();
  await deleter.getByText('It is deleted.').waitFor();
  const page = await pageOf(browser, alice, `${path}/audit`, { acceptDownloads: true });
  const rows = page.locator('[data-audit]');
  /** The only entries are these, once it is so. */
  const found = (...types) =>
    until(() => rows.evaluateAll((all) => all.map((each) => each.dataset.audit)), {
      is: (seen) => seen.join() === types.join(),
      what: `the audit log should show ${types}`,
    });
  const search = () => Object.fromEntries(new URL(page.url()).searchParams);

  await step('says who did what, and from where', async () => {
    const deleted = rows.filter({ hasText: 'Bob deleted "Marketing Plan"' });
    await deleted.getByText(/^From: Chrome.* \(127\.0\.0\.1\)$/).waitFor();
    await deleted.getByRole('button', { name: 'Details' }).click();
    await deleted.getByText(`Bob (${bob.userId})`).waitFor();
    await deleted.getByText(CHROME).waitFor();
    const edited = rows.filter({ hasText: 'Bob edited "Marketing Plan"' });
    await edited.getByRole('button', { name: 'View changes' }).click();
    await edited.locator('ins').getByText('Second').waitFor();
  });

  await step('is searched, by filters that stand in the address', async () => {
    await page.getByLabel('Text').fill('edit');
    await page.waitForURL(/text=edit/);
    await choose(page, 'What', 'note.*');
    await choose(page, 'Who', 'Bob');
    await page.getByLabel('From', { exact: true }).fill('2024-12-01T00:00');
    await page.getByLabel('To', { exact: true }).fill('2024-12-31T00:00');
    await page.waitForURL(/to=/);

    await found('note.updated');
    assert.deepEqual(search(), {
      text: 'edit',
      type: 'note.*',
      userId: bob.userId,
      from: '2024-12-01T00:00:00.000Z',
      to: '2024-12-31T00:00:00.000Z',
    });
  });

  await step('and a link to it finds the same', async () => {
    await page.reload();

    await found('note.updated');
    assert.equal(await page.getByLabel('Text').inputValue(), 'edit');
  });

  await step('is exported as it is filtered, as CSV and as JSON Lines', async () => {
    const csv = await download(page, 'CSV');
    const [head, ...lines] = csv.text.trim().split(/\r?\n/);
    assert.match(csv.name, /\.csv$/);
    assert.match(head, /position.*type/);
    assert.equal(lines.length, 1);
    assert.match(lines[0], /note\.updated/);

    const json = await download(page, 'JSON Lines');
    assert.match(json.name, /\.ndjson$/);
    assert.deepEqual(
      json.text.trim().split('\n').map((line) => JSON.parse(line).type),
      ['note.updated'],
    );
  });

  await step('what nothing matches says so', async () => {
    await page.getByLabel('Text').fill('nobody ever wrote this');

    await page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
  });

  await step('a note that was deleted is restored from there', async () => {
    await page.goto(`${path}/audit?type=note.deleted&subjectId=note_123`);
    await rows.getByRole('button', { name: 'Restore' }).click();

    await page.getByRole('alert').filter({ hasText: 'Restored' }).waitFor();
    assert.equal((await synap.notes.get('note_123')).content, 'Second edit');
    await deleter.getByRole('textbox', { name: 'Content' }).getByText('Second edit').waitFor();
  });

  await step('the log is verified', async () => {
    await page.getByRole('button', { name: 'Verify the log' }).click();

    const verified = page.locator('[data-verified="intact"]');
    await verified.waitFor();
    assert.equal(await verified.innerText(), `All ${await synap.events.position()} events are as they were written.`);
  });
});

test('disaster recovery: all that is shown is made anew from the log, while the page tells how far it is', async () => {
  const { synap, path } = await marketingPlan();
  const page = await pageOf(browser, await ownerWithPassword(), `${path}/system`);
  await page.getByText(/^Up to date with position/).waitFor();
  await page.evaluate(() => {
    window.seen = [];
    new MutationObserver(() => {
      const rebuild = document.querySelector('[data-rebuild]');
      if (rebuild && window.seen.at(-1) !== rebuild.dataset.rebuild) {
        window.seen.push(rebuild.dataset.rebuild);
      }
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });

  await page.getByRole('button', { name: 'Rebuild all' }).click();

  await page.locator('[data-rebuild="done"]').waitFor();
  assert.deepEqual(await page.evaluate(() => window.seen), ['running', 'done']);
  await page.getByRole('status').filter({ hasText: /^all: done · (\d+) of \1 events$/ }).waitFor();
  assert.deepEqual((await synap.notes.list()).map(({ title }) => title).sort(), ['Launch', 'Marketing Plan']);
});

story('members', async (step) => {
  const { alice, path, synap } = await marketingPlan();
  const charlie = await person('Charlie');
  const page = await pageOf(browser, alice, `${path}/members`);
  const row = page.getByRole('row').filter({ hasText: charlie.userId });
  const roleOf = async () => (await synap.members.list()).find(({ userId }) => userId === charlie.userId)?.role;

  await step('somebody is added, and may come in', async () => {
    const form = page.locator('form').filter({ has: page.getByRole('button', { name: 'Add member' }) });
    await form.getByLabel('User name').fill(charlie.userId);
    await choose(form, 'Role', 'viewer');
    await form.getByRole('button', { name: 'Add member' }).click();

    await row.getByRole('cell', { name: 'Charlie', exact: true }).waitFor();
    assert.equal(await roleOf(), 'viewer');
  });

  await step('who may only look is shown no way to write', async () => {
    const theirs = await pageOf(browser, charlie, `${path}/notes/note_123`);

    await theirs.getByText('You may read this, and not change it.').waitFor();
    assert.equal(await theirs.getByRole('button', { name: 'More' }).count(), 0);
    assert.equal(await theirs.getByRole('link', { name: 'Audit log' }).count(), 0);
    await theirs.context().close();
  });

  await step('their role changes', async () => {
    await choose(row, 'Role of Charlie', 'editor');

    await page.getByRole('alert').filter({ hasText: 'Role changed' }).waitFor();
    assert.equal(await roleOf(), 'editor');
  });

  await step('and they are removed', async () => {
    await row.getByRole('button', { name: 'Remove Charlie' }).click();

    await row.waitFor({ state: 'detached' });
    assert.equal(await roleOf(), undefined);
  });
});

story('API keys', async (step) => {
  const alice = await person('Alice');
  const page = await pageOf(browser, alice, '/account');
  const row = page.getByRole('row').filter({ hasText: 'My script' });
  let script;

  await step('one is made, works, and is shown once', async () => {
    await page.getByLabel('What is it for?').fill('My script');
    await page.getByRole('button', { name: 'Make key' }).click();

    const shown = page.getByRole('status').filter({ hasText: 'Your new key' }).locator('pre');
    await shown.waitFor();
    script = new Synap({ url, apiKey: await shown.innerText() });
    assert.equal((await script.me()).userId, alice.userId);
    await row.getByRole('cell', { name: 'read, write' }).waitFor();
    await page.reload();
    await row.waitFor();
    assert.equal(await shown.count(), 0);
  });

  await step('and works no more once it is revoked', async () => {
    await row.getByRole('button', { name: 'Revoke My script' }).click();

    await row.getByText('Revoked').waitFor();
    await assert.rejects(script.me(), { code: 'unauthorized' });
  });
});

/** What a link downloads. */
async function download(page, name) {
  const [begun] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  return { name: begun.suggestedFilename(), text: await readFile(await begun.path(), 'utf8') };
}
