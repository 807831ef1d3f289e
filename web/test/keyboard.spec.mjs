import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser, pageOf, until } from './browser.mjs';
import { furnished } from './furnished.mjs';
import { ownerWithPassword } from './server.mjs';

const browser = await openBrowser();
const olivia = await ownerWithPassword();
const home = await furnished();
const MOST_TABS = 40;

/** What has the focus, and whether one sees that it has. */
const focused = (page) =>
  page.evaluate(() => {
    const { outlineStyle, boxShadow } = getComputedStyle(document.activeElement);
    return {
      name: document.activeElement.textContent.trim(),
      inPages: document.activeElement.closest('nav[aria-label="Pages"]') !== null,
      seen: outlineStyle !== 'none' || boxShadow !== 'none',
    };
  });

/** Goes on by Tab until something has the focus. */
async function tabTo(page, isIt) {
  for (let i = 0; i < MOST_TABS; i++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (isIt(now)) {
      return now;
    }
  }
  assert.fail(`Tab did not lead there within ${MOST_TABS} steps`);
}

const focusIsOn = (button) =>
  until(() => button.evaluate((element) => element === document.activeElement), {
    is: (on) => on,
    what: 'the focus should be back where it was',
  });

test('the pages are reached by Tab, each shows that it has the focus, and Enter opens it', async () => {
  const page = await pageOf(browser, olivia, `${home.path}/notes`);
  await page.locator('.row-title').first().waitFor();
  const reached = [];
  await tabTo(page, (now) => {
    if (now.inPages) {
      assert.ok(now.seen, `${now.name} shows that it has the focus`);
      reached.push(now.name.replace(/\d+$/, ''));
    }
    return !now.inPages && reached.length > 0;
  });
  assert.deepEqual(reached, ['Notes', 'Tasks', 'Projects', 'Proposals', 'Audit log', 'Members', 'Webhooks', 'Settings', 'System']);

  await page.reload();
  await page.locator('.row-title').first().waitFor();
  await tabTo(page, ({ name, inPages }) => inPages && name === 'Tasks');
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { level: 1, name: 'Tasks' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Tasks' }).getAttribute('aria-current'), 'page');
});

test('on a telephone the pages open and close by keyboard, and by choosing one', async () => {
  const page = await pageOf(browser, olivia, `${home.path}/notes`, { viewport: { width: 390, height: 844 } });
  const tasks = page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Tasks' });
  await page.locator('.row-title').first().waitFor();
  assert.equal(await tasks.isVisible(), false);

  await page.getByRole('button', { name: 'Pages' }).focus();
  await page.keyboard.press('Enter');
  await tasks.waitFor();
  await tasks.focus();
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { level: 1, name: 'Tasks' }).waitFor();
  await tasks.waitFor({ state: 'hidden' });
});

for (const { name, path, opener } of [
  { name: 'an undo', path: `${home.note}?tab=history`, opener: (page) => page.getByRole('button', { name: 'Undo', exact: true }).first() },
  { name: 'why something happened', path: `${home.note}?tab=history`, opener: (page) => page.getByRole('button', { name: 'Why?' }).first() },
  { name: 'restoring what was', path: `${home.note}?tab=past&version=3`, opener: (page) => page.getByRole('button', { name: 'Restore this' }) },
  { name: 'saying no to a proposal', path: `${home.path}/proposals`, opener: (page) => page.getByRole('button', { name: 'Reject' }).first() },
  { name: 'modifying a proposal', path: `${home.path}/proposals`, opener: (page) => page.getByRole('button', { name: 'Modify' }).first() },
]) {
  test(`the dialog of ${name} keeps the focus, closes by Escape, and gives the focus back`, async () => {
    const page = await pageOf(browser, olivia, path.replace(/[?].*/, ''));
    await page.goto(path);
    await opener(page).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    for (let i = 0; i < MOST_TABS; i++) {
      await page.keyboard.press('Tab');
      assert.ok(await dialog.evaluate((element) => element.contains(document.activeElement)), 'the focus stays within');
    }

    await page.keyboard.press('Escape');

    await dialog.waitFor({ state: 'detached' });
    await focusIsOn(opener(page));
  });
}

test('menus open, move and close by keyboard', async () => {
  const page = await pageOf(browser, olivia, home.note);
  const more = page.getByRole('button', { name: 'More' });
  await more.focus();
  await page.keyboard.press('Enter');
  await focusIsOn(page.getByRole('menuitem', { name: 'Archive' }));
  await page.keyboard.press('ArrowDown');
  await focusIsOn(page.getByRole('menuitem', { name: 'Delete' }));

  await page.keyboard.press('Escape');

  await page.getByRole('menuitem', { name: 'Archive' }).waitFor({ state: 'hidden' });
  await focusIsOn(more);
});

test('who writes comes out of the editor by Tab', async () => {
  const page = await pageOf(browser, olivia, home.note);
  const editor = page.getByRole('textbox', { name: 'Content' });
  await editor.focus();

  await page.keyboard.press('Tab');

  await until(() => editor.evaluate((element) => element.contains(document.activeElement)), {
    is: (inside) => !inside,
    what: 'the focus should leave the editor',
  });
});
