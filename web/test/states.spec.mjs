import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser, pageOf } from './browser.mjs';
import { furnished } from './furnished.mjs';
import { newWorkspace, ownerWithPassword, person } from './server.mjs';

const browser = await openBrowser();
const olivia = await ownerWithPassword();

test('where there is nothing yet, each page says what will be there', async (t) => {
  const synap = await newWorkspace('Empty');
  const path = `/w/${synap.workspace}`;
  const { subjectId } = await synap.notes.create({ title: 'Blank' });
  await synap.notes.delete(subjectId);
  const page = await pageOf(browser, olivia, `${path}/notes`);
  for (const [at, text] of [
    ['notes', 'No notes here'],
    ['tasks', 'No tasks here'],
    ['projects', 'No projects here'],
    ['notes?asOf=2020-01-01T00:00:00Z', 'There were no notes then'],
    ['notes?tag=none', 'Nothing matches. Take a filter away to see more.'],
    ['proposals', 'Nothing waits'],
    ['proposals?decided=true', 'Nothing was decided yet'],
    ['webhooks', 'No webhook yet'],
    ['settings', 'None: entities are of any form.'],
    ['audit?text=nothing-of-this', 'Nothing matches'],
    [`notes/${subjectId}`, 'It is deleted. Its history is still here, and it can be restored.'],
    [`notes/${subjectId}?tab=blame`, 'No text yet'],
    ['notes/note_that_never_was', 'There is no note here'],
    ['nothing', 'There is no such page'],
  ]) {
    await t.test(at, async () => {
      await page.goto(`${path}/${at}`);
      await page.getByText(text, { exact: true }).waitFor();
    });
  }
  await t.test('workspaces', async () => {
    const alone = await pageOf(browser, await person('Alone'), '/');
    await alone.getByText('No workspace yet').waitFor();
  });
});

test('where the server cannot answer now, each page says so, and shows all once it can', { concurrency: 4 }, async (t) => {
  const home = await furnished();
  const at = (path) => `${home.path}/${path}`;
  const note = home.note.split('/').at(-1);
  const pages = [
    ...['notes', 'tasks', 'projects', 'proposals', 'audit', 'members'].map((name) => [at(name), `/${name}?`]),
    [at('webhooks'), '/webhooks?'],
    [at('settings'), '/settings?'],
    [at('settings'), '/schemas?'],
    [at('system'), '/workers?'],
    [home.note, `/entities/${note}?`],
    [`${home.note}?tab=history`, '/timeline?'],
    [`${home.note}?tab=past`, `/subjects/${note}?`],
    [`${home.note}?tab=blame`, '/blame?'],
    ['/', '/workspaces?'],
    ['/account', '/keys?'],
  ];
  const first = await pageOf(browser, olivia, '/');
  await Promise.all(
    pages.map(([path, call]) =>
      t.test(path, async () => {
        const page = await first.context().newPage();
        const faults = [];
        page.on('pageerror', (fault) => faults.push(fault.message));
        let down = true;
        await page.route(
          (url) => url.pathname.startsWith('/api/') && `${url.pathname}?`.endsWith(call),
          (route) => (down ? route.fulfill(UNAVAILABLE) : route.continue()),
        );

        await page.goto(path);
        const alert = page.getByRole('alert').filter({ hasText: 'That did not work' }).first();
        await alert.waitFor();
        assert.match(await alert.innerText(), /the database does not answer/);

        down = false;
        await alert.getByRole('button', { name: 'Try again' }).click();
        await alert.waitFor({ state: 'detached' });
        assert.deepEqual(faults, []);
        await page.close();
      }),
    ),
  );
});

test('without a connection, what is shown stays, and what cannot be shown says so until there is one again', async () => {
  const { path } = await furnished();
  const page = await pageOf(browser, olivia, `${path}/notes`);
  await page.locator('.row-title').first().waitFor();

  await page.context().setOffline(true);

  await page.getByRole('status').filter({ hasText: 'No live connection' }).waitFor();
  await page.locator('.row-title').first().waitFor();
  await page.getByRole('link', { name: 'Tasks' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'The server cannot be reached' });
  await alert.waitFor();

  await page.context().setOffline(false);

  await page.getByRole('link', { name: 'Call Marie' }).waitFor();
  await alert.waitFor({ state: 'detached' });
  await page.getByRole('status').filter({ hasText: 'No live connection' }).waitFor({ state: 'detached' });
});

test('a change that cannot be sent says so, and nothing pretends that it was', async () => {
  const { path } = await furnished();
  const page = await pageOf(browser, olivia, `${path}/tasks`);
  const task = page.getByRole('checkbox', { name: 'Done: Call Marie' });
  await task.waitFor();
  await page.route('**/api/**/complete*', (route) => route.fulfill(UNAVAILABLE));

  await task.click();

  await page.getByRole('alert').filter({ hasText: 'the database does not answer' }).waitFor();
  assert.equal(await task.isChecked(), false);
});

const UNAVAILABLE = {
  status: 503,
  contentType: 'application/problem+json',
  json: {
    type: 'https://synap.dev/problems/store-unavailable',
    title: 'The store is unavailable',
    status: 503,
    detail: 'the database does not answer',
  },
};
