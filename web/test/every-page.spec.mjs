import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newPage, openBrowser, pageOf } from './browser.mjs';
import { furnished } from './furnished.mjs';
import { ownerWithPassword } from './server.mjs';

const browser = await openBrowser();
const olivia = await ownerWithPassword();
const home = await furnished();

const LOOKS = [1280, 390].flatMap((width) => ['light', 'dark'].map((colorScheme) => ({ width, colorScheme })));

/** Each page that there is, and what shows that it is all there. */
const PAGES = [
  { name: 'workspaces', path: '/', ready: (page) => page.getByRole('link', { name: 'Furnished' }).first() },
  { name: 'account', path: '/account', ready: (page) => page.getByRole('cell', { name: 'My laptop' }).first() },
  { name: 'notes', path: `${home.path}/notes`, ready: (page) => page.locator('.row-title').first() },
  {
    name: 'notes as of a time',
    path: `${home.path}/notes?asOf=${encodeURIComponent(new Date().toISOString())}`,
    ready: (page) => page.getByText('These are the notes as they were then.'),
  },
  { name: 'tasks', path: `${home.path}/tasks`, ready: (page) => page.locator('.row-title').first() },
  { name: 'projects', path: `${home.path}/projects`, ready: (page) => page.locator('.row-title').first() },
  { name: 'a note', path: home.note, ready: (page) => page.locator('.cm-line').first() },
  {
    name: 'a note as its readers see it',
    path: home.note,
    ready: (page) => page.locator('.markdown table'),
    open: (page) => page.getByText('Preview', { exact: true }).click(),
  },
  { name: 'the history of a note', path: `${home.note}?tab=history`, ready: (page) => page.locator('.timeline-entry ins').first() },
  {
    name: 'what an undo would change',
    path: `${home.note}?tab=history`,
    ready: (page) => page.locator('[data-preview]'),
    open: (page) => page.getByRole('button', { name: 'Undo', exact: true }).first().click(),
  },
  { name: 'the past of a note', path: `${home.note}?tab=past&version=3`, ready: (page) => page.locator('[data-past-content]') },
  { name: 'whose each line is', path: `${home.note}?tab=blame`, ready: (page) => page.locator('.blame-line').first() },
  { name: 'a note that was deleted', path: home.deleted, ready: (page) => page.getByText('It is deleted.') },
  { name: 'a task', path: home.task, ready: (page) => page.locator('.cm-line').first() },
  {
    name: 'why a task was made',
    path: `${home.task}?tab=history`,
    ready: (page) => page.getByRole('dialog').locator('.reasoning'),
    open: (page) => page.getByRole('button', { name: 'Why?' }).last().click(),
  },
  {
    name: 'proposals',
    path: `${home.path}/proposals`,
    ready: (page) => page.locator('.reasoning').first(),
    open: (page) => page.getByRole('button', { name: 'Show reasoning' }).first().click(),
  },
  {
    name: 'saying no to a proposal',
    path: `${home.path}/proposals`,
    ready: (page) => page.getByRole('dialog').getByLabel('Why not?'),
    open: (page) => page.getByRole('button', { name: 'Reject' }).first().click(),
  },
  {
    name: 'modifying a proposal',
    path: `${home.path}/proposals`,
    ready: (page) => page.getByRole('dialog').getByLabel('Title'),
    open: (page) => page.getByRole('button', { name: 'Modify' }).first().click(),
  },
  {
    name: 'what one may choose of oneself',
    path: `${home.path}/proposals`,
    ready: (page) => page.getByRole('menuitem', { name: 'Sign out' }),
    open: (page) => page.getByRole('button', { name: olivia.name, exact: true }).click(),
  },
  { name: 'decided proposals', path: `${home.path}/proposals?decided=true`, ready: (page) => page.locator('[data-decision]').first() },
  {
    name: 'the audit log',
    path: `${home.path}/audit`,
    ready: (page) => page.getByRole('rowheader', { name: 'When' }).first(),
    open: (page) => page.getByRole('button', { name: /Details|View changes/ }).first().click(),
  },
  { name: 'members', path: `${home.path}/members`, ready: (page) => page.getByRole('cell', { name: 'Vic', exact: true }) },
  { name: 'webhooks', path: `${home.path}/webhooks`, ready: (page) => page.locator('[data-state="Disabled"]') },
  {
    name: 'making a webhook',
    path: `${home.path}/webhooks`,
    ready: (page) => page.getByRole('dialog').getByLabel('URL'),
    open: (page) => page.getByRole('button', { name: 'New webhook' }).click(),
  },
  {
    name: 'a webhook that is refused',
    path: `${home.path}/webhooks`,
    ready: (page) => page.getByRole('dialog').getByRole('alert'),
    open: async (page) => {
      await page.getByRole('button', { name: 'New webhook' }).click();
      await page.getByLabel('URL').fill('ftp://example.com/');
      await page.getByRole('textbox', { name: 'Types of events' }).fill('*');
      await page.getByRole('button', { name: 'Make webhook' }).click();
    },
    complains: /422/,
  },
  { name: 'a webhook', path: home.webhook, ready: (page) => page.locator('[data-delivery]').filter({ hasText: 'webhook.ping' }) },
  {
    name: 'editing a webhook',
    path: home.webhook,
    ready: (page) => page.getByRole('dialog').getByLabel('URL'),
    open: (page) => page.getByRole('button', { name: 'Edit' }).click(),
  },
  {
    name: 'replaying a webhook',
    path: home.webhook,
    ready: (page) => page.getByRole('dialog').getByLabel('Behind position'),
    open: (page) => page.getByRole('button', { name: 'Replay' }).click(),
  },
  {
    name: 'the new secret of a webhook',
    path: home.webhook,
    ready: (page) => page.locator('[data-secret]'),
    open: async (page) => {
      await page.getByRole('button', { name: 'New secret' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'New secret' }).click();
    },
  },
  {
    name: 'deleting a webhook',
    path: home.webhook,
    ready: (page) => page.getByRole('dialog').getByRole('button', { name: 'Delete' }),
    open: (page) => page.getByRole('button', { name: 'Delete' }).click(),
  },
  { name: 'settings', path: `${home.path}/settings`, ready: (page) => page.locator('[data-schema="recipe"]') },
  {
    name: 'a schema',
    path: `${home.path}/settings`,
    ready: (page) => page.getByRole('dialog').getByText('maxLength'),
    open: (page) => page.getByRole('button', { name: 'View the schema of recipe' }).click(),
  },
  {
    name: 'changing a schema',
    path: `${home.path}/settings`,
    ready: (page) => page.getByRole('dialog').getByLabel('JSON Schema'),
    open: (page) => page.getByRole('button', { name: 'Change the schema of recipe' }).click(),
  },
  {
    name: 'a schema that is none',
    path: `${home.path}/settings`,
    ready: (page) => page.getByRole('dialog').getByRole('alert'),
    open: async (page) => {
      await page.getByRole('button', { name: 'Register a schema' }).click();
      await page.getByLabel('Type').fill('plan');
      await page.getByLabel('JSON Schema').fill('{');
      await page.getByRole('button', { name: 'Register', exact: true }).click();
    },
  },
  { name: 'system', path: `${home.path}/system`, ready: (page) => page.getByRole('region', { name: 'Requests' }).getByRole('cell').first() },
  { name: 'no page', path: `${home.path}/nothing`, ready: (page) => page.getByText('There is no such page') },
];

/** Collects what a page complains of. */
function complaintsOf(page) {
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') {
      complaints.push(`${message.text()} ${message.location().url}`);
    }
  });
  page.on('pageerror', (fault) => complaints.push(fault.message));
  return complaints;
}

/** Everybody can read and use it, it fits, and nothing in it went wrong but what is meant to. */
async function isSound(page, complaints, expected) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(grave.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)), []);
  const { wide, shown } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    shown: document.documentElement.clientWidth,
  }));
  assert.ok(wide <= shown, `the page is ${wide} px wide, and ${shown} px show`);
  assert.deepEqual(
    complaints.filter((each) => !expected?.test(each)),
    [],
  );
}

for (const { width, colorScheme } of LOOKS) {
  const look = { viewport: { width, height: 844 }, colorScheme, reducedMotion: 'reduce' };

  test(`${width} pixels wide, ${colorScheme}`, async (t) => {
    const out = await newPage(browser, look);
    const outComplaints = complaintsOf(out);
    await t.test('setup', async () => {
      await out.route('**/api/v1/setup', (route) => route.fulfill({ json: { needed: true, anybody: false } }));
      await out.goto('/setup');
      await out.getByRole('heading', { name: 'Set up Synap' }).waitFor();
      await isSound(out, outComplaints);
      await out.unroute('**/api/v1/setup');
    });
    await t.test('sign-in', async () => {
      await out.goto('/sign-in');
      await out.getByRole('heading', { name: 'Sign in to Synap' }).waitFor();
      await isSound(out, outComplaints);
    });

    const page = await pageOf(browser, olivia, '/', look);
    const complaints = complaintsOf(page);
    for (const { name, path, ready, open, complains } of PAGES) {
      await t.test(name, async () => {
        complaints.length = 0;
        await page.goto(path);
        await open?.(page);
        await ready(page).waitFor();
        assert.equal(await page.locator('html').getAttribute('data-mantine-color-scheme'), colorScheme);
        await isSound(page, complaints, complains);
      });
    }
    await page.context().close();
    await out.context().close();
  });
}
