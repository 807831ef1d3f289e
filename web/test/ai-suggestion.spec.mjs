import assert from 'node:assert/strict';
import { openBrowser, pageOf } from './browser.mjs';
import { by, newWorkspace, owner, person, unused } from './server.mjs';
import { story } from './story.mjs';

const browser = await openBrowser();

/** What the agent says of how it came to its wish. */
const ai = {
  agent: 'orchestrator',
  reasoning: {
    steps: [
      { thought: 'User mentioned calling Marie tomorrow', action: 'Extract task entity', confidence: 0.95 },
      { thought: 'Task has temporal constraint (tomorrow)', action: 'Set due date to 2024-12-20', confidence: 0.98 },
    ],
    outcome: { action: 'create_task', entity: { title: 'Call Marie', dueDate: '2024-12-20' } },
  },
  durationMs: 1523,
};

const nav = (page) => page.getByRole('navigation', { name: 'Pages' });
const badge = (page, count) => nav(page).getByLabel(`${count} wait`);
const card = (page, text) => page.locator('[data-proposal]').filter({ hasText: text });
const done = (page, text) => page.getByRole('alert').filter({ hasText: text }).waitFor();

story('suggestions of an agent, and the person who decides', async (step) => {
  const synap = await newWorkspace('Assistants');
  const alice = await person('Alice', { synap, role: 'admin' });
  const agent = await owner.agents.create({ userId: unused('assistant'), name: 'Assistant' });
  await synap.members.add(agent.userId, 'editor');
  const assistant = await by(synap, agent.userId);
  const suggest = (title) => assistant.tasks.create({ title, dueDate: '2024-12-20' }, { metadata: { ai } });
  const page = await pageOf(browser, alice, `/w/${synap.workspace}/tasks`);
  await page.getByRole('heading', { name: 'No tasks here' }).waitFor();

  await step('a suggestion shows in the navigation at once, and makes no task', async () => {
    assert.equal(await nav(page).locator('[data-waiting]').count(), 0);

    await suggest('Call Marie');
    await badge(page, 1).waitFor();
    await suggest('Buy milk');
    await badge(page, 2).waitFor();

    await page.getByRole('heading', { name: 'No tasks here' }).waitFor();
  });

  await step('its card says what is wanted, by whom, and until when', async () => {
    await nav(page).getByRole('link', { name: 'Proposals' }).click();
    const marie = card(page, 'Call Marie');
    await marie.getByText('AI suggestion: Create task').waitFor();
    await marie.getByText(/^Assistant · .* · until /).waitFor();
    assert.deepEqual(
      await marie.locator('[data-wanted] .field-change').evaluateAll((fields) =>
        fields.map((field) => [...field.children].map((each) => each.textContent)),
      ),
      [
        ['title', 'Call Marie'],
        ['due date', '2024-12-20'],
      ],
    );
    await marie.getByText('Why did AI suggest this?').waitFor();
    for (const name of ['Accept', 'Modify', 'Reject']) {
      await marie.getByRole('button', { name }).waitFor();
    }
  });

  await step('its reasoning shows step by step, with how sure the agent was', async () => {
    const marie = card(page, 'Call Marie');
    await marie.getByText('Confidence: 95%').waitFor({ state: 'hidden' });
    await marie.getByRole('button', { name: 'Show reasoning' }).click();

    await marie.getByText('Confidence: 95%').waitFor();
    assert.deepEqual(await reasons(marie), [
      ['User mentioned calling Marie tomorrow', 'Extract task entity', 'Confidence: 95%'],
      ['Task has temporal constraint (tomorrow)', 'Set due date to 2024-12-20', 'Confidence: 98%'],
    ]);
    await marie.getByText('orchestrator · 1523 ms').waitFor();
  });

  await step('accepted, it is a task, and one waits less', async () => {
    await card(page, 'Call Marie').getByRole('button', { name: 'Accept' }).click();

    await done(page, 'Accepted');
    await badge(page, 1).waitFor();
    await card(page, 'Call Marie').waitFor({ state: 'detached' });
    await nav(page).getByRole('link', { name: 'Tasks' }).click();
    await page.getByRole('link', { name: 'Call Marie' }).waitFor();
    await page.getByText('Due 2024-12-20').waitFor();
  });

  await step('the task itself says why it was made', async () => {
    await page.getByRole('link', { name: 'Call Marie' }).click();
    await page.getByRole('tab', { name: 'History' }).click();
    const made = page.locator('.timeline-entry').filter({ hasText: 'Assistant created task' });
    await made.getByRole('button', { name: 'Why?' }).click();

    const why = page.getByRole('dialog', { name: 'Why?' });
    await why.getByText('Confidence: 98%').waitFor();
    assert.equal((await reasons(why)).length, 2);
    await why.getByText('Alice asked to accept').waitFor();
    await page.keyboard.press('Escape');
    await made.getByRole('button', { name: 'Steps' }).click();
    await made.getByText('Approved by Alice').waitFor();
  });

  await step('the audit log says who wanted it and who let it happen', async () => {
    await nav(page).getByRole('link', { name: 'Audit log' }).click();

    await page.locator('[data-audit="task.created"]').getByText('Assistant created "Call Marie"').waitFor();
    await page.locator('[data-audit="proposal.accepted"]').getByText(/^Alice accepted/).waitFor();
  });

  await step('modified, it is the task that the person made of it', async () => {
    await nav(page).getByRole('link', { name: 'Proposals' }).click();
    await card(page, 'Buy milk').getByRole('button', { name: 'Modify' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Title').fill('Buy oat milk');
    await dialog.getByRole('button', { name: 'Accept this' }).click();

    await done(page, 'Accepted with your changes');
    await page.getByRole('heading', { name: 'Nothing waits' }).waitFor();
    assert.equal(await nav(page).locator('[data-waiting]').count(), 0);
    await nav(page).getByRole('link', { name: 'Tasks' }).click();
    await page.getByRole('link', { name: 'Buy oat milk' }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Buy milk', exact: true }).count(), 0);
  });

  await step('rejected, it is no task, and the reason stays with it', async () => {
    await suggest('Call Bob');
    await nav(page).getByRole('link', { name: 'Proposals' }).click();
    await card(page, 'Call Bob').getByRole('button', { name: 'Reject' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Reject' }).click();
    assert.equal(await dialog.getByLabel('Why not?').evaluate((field) => field.validity.valueMissing), true);
    await dialog.getByLabel('Why not?').fill('He is away');
    await dialog.getByRole('button', { name: 'Reject' }).click();

    await done(page, 'Rejected');
    await page.getByText('Decided', { exact: true }).click();
    assert.equal(new URL(page.url()).search, '?decided=true');
    await card(page, 'Call Bob').getByText('Rejected by Alice: He is away').waitFor();
    await card(page, 'Call Marie').getByText('Accepted by Alice').waitFor();
    await card(page, 'Buy milk').getByText('Modified by Alice').waitFor();
    assert.deepEqual((await synap.tasks.list()).map(({ title }) => title).sort(), ['Buy oat milk', 'Call Marie']);
    const [wanted] = await synap.proposals.list({ status: 'rejected' });
    assert.equal(wanted.decisionReason, 'He is away');
  });

  await step('one whose subject has changed since is marked, live', async () => {
    const { subjectId } = await synap.notes.create({ title: 'Plan', content: 'Step one' });
    await assistant.notes.update(subjectId, { content: 'Step one, done' }, { metadata: { ai } });
    await page.getByText('Waiting', { exact: true }).click();
    await card(page, 'Step one').getByRole('link', { name: 'Plan' }).waitFor();
    assert.equal(await card(page, 'Step one').getAttribute('data-proposal'), 'waiting');

    await synap.notes.update(subjectId, { content: 'Step two' });

    await page.locator('[data-proposal="stale"]').getByText('What this is about has changed since').waitFor();
    await badge(page, 1).waitFor();
  });

  await step('and can still be accepted by who has seen the difference', async () => {
    const stale = page.locator('[data-proposal="stale"]');
    assert.deepEqual(await stale.locator('del').allTextContents(), ['two']);

    await stale.getByRole('button', { name: 'Accept' }).click();

    await page.getByRole('heading', { name: 'Nothing waits' }).waitFor();
    const [plan] = await synap.notes.list();
    assert.equal(plan.content, 'Step one, done');
  });

  await step('a change of a note is modified field by field, too', async () => {
    const [plan] = await synap.notes.list();
    await assistant.notes.update(plan.id, { content: 'Step three' }, { metadata: { ai } });
    await page.locator('[data-proposal="waiting"]').getByRole('button', { name: 'Modify' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Content').fill('Step three, tomorrow');
    await dialog.getByRole('button', { name: 'Accept this' }).click();

    await page.getByRole('heading', { name: 'Nothing waits' }).waitFor();
    assert.equal((await synap.notes.get(plan.id)).content, 'Step three, tomorrow');
  });
});

/** The lines of each step of the reasoning that is open. */
function reasons(place) {
  return place.locator('.reasoning li').evaluateAll((steps) =>
    steps.map((step) => [...step.children].map((line) => line.textContent)),
  );
}
