import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser, pageOf } from './browser.mjs';
import { by, newWorkspace, owner, ownerWithPassword, person, unused } from './server.mjs';

const browser = await openBrowser();
const olivia = await ownerWithPassword();

async function settingsOf(synap, who = olivia) {
  const page = await pageOf(browser, who, `/w/${synap.workspace}/settings`);
  await page.getByRole('heading', { name: 'Schemas' }).waitFor();
  return page;
}

test('the page says what the workspace is called, and whose it is', async () => {
  const page = await settingsOf(await newWorkspace('A garden'));

  const about = page.getByRole('table', { name: 'Workspace' });
  await about.getByRole('cell', { name: 'A garden' }).waitFor();
  await about.getByRole('cell', { name: olivia.name }).waitFor();
});

test('a setting is switched on, holds from then on, says who did it, and is switched off again', async () => {
  const synap = await newWorkspace('Reasoned');
  const agent = await owner.agents.create({ userId: unused('agent'), name: 'Agent' });
  await synap.members.add(agent.userId, 'editor');
  const asAgent = await by(synap, agent.userId);
  const page = await settingsOf(synap);
  const reasoning = page.getByRole('switch', { name: 'Agents give their reasoning' });
  assert.equal(await reasoning.isChecked(), false);
  assert.equal((await asAgent.notes.create({ title: 'Because' })).status, 'proposed');

  await reasoning.click();

  await page.locator('[data-setting="requireReasoning"]').getByText(`Set by ${olivia.name}`).waitFor();
  assert.equal((await asAgent.notes.create({ title: 'Because' })).status, 'rejected');
  await page.reload();
  await reasoning.waitFor();
  assert.equal(await reasoning.isChecked(), true);

  await reasoning.focus();
  await page.keyboard.press('Space');
  await page.getByText('Agents give their reasoning: off').waitFor();
  assert.equal(await synap.settings.get('requireReasoning'), false);
});

test('what another admin sets meanwhile is shown without a reload', async () => {
  const synap = await newWorkspace('Shared');
  const page = await settingsOf(synap);
  const reads = page.getByRole('switch', { name: 'Record who reads the audit log' });

  await synap.settings.set('recordAuditReads', true);

  await page.locator('[data-setting="recordAuditReads"]').getByText('Set by').waitFor();
  assert.equal(await reads.isChecked(), true);
});

test('a setting that is a number is changed, refused where it cannot be, and left as usual again', async () => {
  const synap = await newWorkspace('Numbers');
  const page = await settingsOf(synap);
  const threshold = page.getByLabel('Least confidence of a suggestion');
  const save = page.getByRole('button', { name: 'Save Least confidence of a suggestion' });
  assert.equal(await threshold.inputValue(), '0.6');

  await threshold.fill('2');
  await save.click();
  await page.locator('[data-setting="suggestionThreshold"]').getByText(/from 0 to 1/).waitFor();
  assert.equal(await synap.settings.get('suggestionThreshold'), undefined);

  await threshold.fill('0.8');
  await save.click();
  await page.locator('[data-setting="suggestionThreshold"]').getByText('Set by').waitFor();
  assert.equal(await synap.settings.get('suggestionThreshold'), 0.8);

  await page.getByRole('button', { name: 'As usual Least confidence of a suggestion' }).click();
  await page.locator('[data-setting="suggestionThreshold"]').getByText('Set by').waitFor({ state: 'detached' });
  assert.equal(await synap.settings.get('suggestionThreshold'), undefined);
});

test('a schema is registered, looked at, changed and removed, and entities are held to it meanwhile', async () => {
  const synap = await newWorkspace('Recipes');
  const page = await settingsOf(synap);
  const bad = () => synap.entities.create({ type: 'recipe', title: 'Soup', minutes: 'ten' });

  await page.getByRole('button', { name: 'Register a schema' }).click();
  await page.getByLabel('Type').fill('recipe');
  await page.getByLabel('JSON Schema').fill('{"required": ["title"], "properties": {"minutes": {"type": "integer", "minimum": 1}}}');
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await page.locator('[data-schema="recipe"]').waitFor();
  assert.equal((await bad()).status, 'rejected');

  await page.getByRole('button', { name: 'View the schema of recipe' }).click();
  assert.match(await page.getByRole('dialog').innerText(), /"minutes"/);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Change the schema of recipe' }).click();
  await page.getByLabel('JSON Schema').fill('{"required": ["title", "who"], "properties": {"minutes": {"minimum": 1}}}');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const [changed] = await synap.schemas.list();
  assert.deepEqual(changed.schema, { required: ['title', 'who'], properties: { minutes: { minimum: 1 } } });

  await page.getByRole('button', { name: 'Remove the schema of recipe' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('None: entities are of any form.').waitFor();
  assert.equal((await bad()).status, 'validated');
});

test('what is wrong with a schema stands at its field', async (t) => {
  const page = await settingsOf(await newWorkspace('Wrong'));
  await page.getByRole('button', { name: 'Register a schema' }).click();
  await page.getByLabel('Type').fill('recipe');
  for (const [text, says] of [
    ['{"type": ', /is no JSON: /],
    ['[]', /must be a JSON Schema: an object/],
    ['{"properties": {"title": {"minLength": "x"}}}', /schema\.properties\.title\.minLength string found, integer expected/],
    ['{"$ref": "https://example.com/schema"}', /schema\.\$ref must stay within the schema/],
  ]) {
    await t.test(text, async () => {
      await page.getByLabel('JSON Schema').fill(text);
      await page.getByRole('button', { name: 'Register', exact: true }).click();
      await page.getByRole('dialog').getByRole('alert').filter({ hasText: says }).waitFor();
      assert.equal(await page.getByLabel('JSON Schema').getAttribute('aria-invalid'), 'true');
    });
  }
});

test('a schema that somebody changed meanwhile is not overwritten', async () => {
  const synap = await newWorkspace('Both');
  await synap.schemas.create('recipe', { required: ['title'] });
  const page = await settingsOf(synap);
  await page.getByRole('button', { name: 'Change the schema of recipe' }).click();
  await synap.schemas.change('recipe', { required: ['who'] });

  await page.getByLabel('JSON Schema').fill('{}');
  await page.getByRole('button', { name: 'Save', exact: true }).click();

  await page.getByRole('dialog').getByRole('alert').waitFor();
  assert.deepEqual((await synap.schemas.list())[0].schema, { required: ['who'] });
});

test('who is no admin sees the settings, and can change none', async () => {
  const synap = await newWorkspace('Not theirs');
  await synap.schemas.create('recipe', { required: ['title'] });
  const page = await settingsOf(synap, await person('Edith', { synap }));

  assert.ok(await page.getByRole('switch', { name: 'Record who reads the audit log' }).isDisabled());
  await page.getByRole('button', { name: 'View the schema of recipe' }).waitFor();
  assert.equal(await page.getByRole('button', { name: /Change the schema|Remove the schema|Register a schema/ }).count(), 0);
  assert.equal(await page.getByRole('link', { name: 'Settings' }).count(), 0);
});
