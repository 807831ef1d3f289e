import assert from 'node:assert/strict';
import { openBrowser, pageOf, until } from './browser.mjs';
import { newWorkspace, owner, person, unused } from './server.mjs';
import { story } from './story.mjs';

const browser = await openBrowser();
const CHANGES = 10_000;
const AT_ONCE = 1_000;
const MOST_ROWS = 100;

/** A note whose content has said each number up to the last, each in a change of its own. */
async function longNote(synap) {
  const subjectId = unused('note');
  const changes = Array.from({ length: CHANGES }, (_, i) => ({
    type: i === 0 ? 'note.created' : 'note.updated',
    subjectId,
    correlationId: `${subjectId}_${i + 1}`,
    data: i === 0 ? { title: 'Log', content: 'Line 1' } : { content: `Line ${i + 1}` },
  }));
  for (let from = 0; from < CHANGES; from += AT_ONCE) {
    await synap.events.append(changes.slice(from, from + AT_ONCE));
  }
  return subjectId;
}

story('a note with 10,000 changes', async (step) => {
  const synap = await newWorkspace('Long');
  const alice = await person('Alice', { synap });
  const path = `/w/${synap.workspace}/notes/${await longNote(synap)}`;
  const page = await pageOf(browser, alice, path);
  const rows = page.getByRole('list', { name: 'History' }).getByRole('listitem');

  await step('opens', async () => {
    await page.getByRole('heading', { level: 1, name: 'Log' }).waitFor();
    await page.getByRole('textbox', { name: 'Content' }).getByText(`Line ${CHANGES}`).waitFor();
    await page.getByText(`Lately by ${(await owner.me()).name}`).waitFor();
  });

  await step('shows its newest changes, and holds no more rows than the screen needs', async (t) => {
    const from = performance.now();
    await page.goto(`${path}?tab=history`);
    await rows.first().waitFor();
    t.diagnostic(`the first row of ${CHANGES} changes showed after ${Math.round(performance.now() - from)} ms`);

    assert.ok((await rows.count()) < MOST_ROWS, `${await rows.count()} rows`);
    await rows.first().locator('ins').waitFor();
    assert.equal(await rows.first().getAttribute('aria-posinset'), '1');
  });

  await step('shows older ones as one scrolls, and holds no more rows for it', async () => {
    for (const wanted of [300, 500]) {
      await until(async () => {
        await page.mouse.wheel(0, 4_000);
        return Number(await rows.last().getAttribute('aria-posinset'));
      }, { is: (shown) => shown > wanted, what: `the change ${wanted} should show` });
      assert.ok((await rows.count()) < MOST_ROWS, `${await rows.count()} rows`);
    }
  });

  await step('shows as it was at any of them', async () => {
    await page.goto(`${path}?tab=past&version=5000`);

    await page.locator('[data-past-content]').getByText('Line 5000', { exact: true }).waitFor();
  });
});
