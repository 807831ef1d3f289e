import assert from 'node:assert/strict';
import { openBrowser, pageOf } from './browser.mjs';
import { newWorkspace, person } from './server.mjs';
import { story } from './story.mjs';

const browser = await openBrowser();

const nav = (page) => page.getByRole('navigation', { name: 'Pages' });
const waiting = (page, count) => nav(page).getByLabel(`${count} wait`);
const suggestion = (page) => page.locator('[data-proposal]').filter({ hasText: /call marie/i });

story('words that are typed, and the task that they become', async (step) => {
  const synap = await newWorkspace('Thoughts');
  const alice = await person('Alice', { synap, role: 'admin' });
  const page = await pageOf(browser, alice, `/w/${synap.workspace}/proposals`);

  await step('the assistant is let in', async () => {
    await page.getByRole('button', { name: 'Let the assistant in' }).click();
    await page.getByLabel('Capture a thought').waitFor();
  });

  await step('what is typed comes up as a suggestion, and is no task yet', async () => {
    await page.getByLabel('Capture a thought').fill('call marie tomorrow');
    await page.getByRole('button', { name: 'Capture', exact: true }).click();

    await suggestion(page).getByText('AI suggestion: Create task').waitFor();
    await waiting(page, 1).waitFor();
    assert.equal(await page.getByLabel('Capture a thought').inputValue(), '');
    assert.deepEqual(await synap.tasks.list(), []);
  });

  await step('its reasoning says how the words were read, and how sure that is', async () => {
    await suggestion(page).getByRole('button', { name: 'Show reasoning' }).click();

    const steps = suggestion(page).locator('.reasoning li');
    await steps.first().waitFor();
    const lines = await steps.allTextContents();
    assert.ok(lines.length >= 2, `${lines.length} steps`);
    assert.ok(lines.some((line) => /tomorrow/i.test(line)), lines.join('\n'));
    assert.ok(lines.every((line) => /Confidence: \d+%/.test(line)), lines.join('\n'));
  });

  await step('accepted, it is a task that is due tomorrow', async () => {
    await suggestion(page).getByRole('button', { name: 'Accept' }).click();
    await page.getByRole('alert').filter({ hasText: 'Accepted' }).waitFor();
    await page.getByRole('heading', { name: 'Nothing waits' }).waitFor();

    await nav(page).getByRole('link', { name: 'Tasks' }).click();
    await page.getByRole('link', { name: /call marie/i }).waitFor();
    const [task] = await synap.tasks.list();
    await page.getByText(`Due ${task.dueDate}`).waitFor();
  });

  await step('and the task says why it is there, back to the words', async () => {
    await page.getByRole('link', { name: /call marie/i }).click();
    await page.getByRole('tab', { name: 'History' }).click();
    const made = page.locator('.timeline-entry').filter({ hasText: 'created task' });
    await made.getByRole('button', { name: 'Why?' }).click();

    const why = page.getByRole('dialog', { name: 'Why?' });
    await why.getByText('call marie tomorrow').first().waitFor();
    await why.getByText(/Confidence: \d+%/).first().waitFor();
    await why.getByText('Alice asked to accept').waitFor();
  });
});
