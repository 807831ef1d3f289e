import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newPage, openBrowser, signIn } from './browser.mjs';
import { apiKey, newWorkspace, owner, ownerWithPassword, PASSWORD, url } from './server.mjs';

const browser = await openBrowser();
const isNew = (await owner.session.setup()).needed;
const onNewServersOnly = { skip: !isNew && 'somebody has a password already: start the tests on a new server' };

test('a new server leads whoever comes to its setup', onNewServersOnly, async () => {
  const page = await newPage(browser);

  await page.goto('/w/default/notes');

  await page.getByRole('heading', { name: 'Set up Synap' }).waitFor();
});

test('a key that is not the server’s is refused, and sets no password', onNewServersOnly, async () => {
  const page = await newPage(browser);
  await page.goto('/setup#synap_of_somebody_else');

  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Set password and sign in' }).click();

  await page.getByRole('alert').filter({ hasText: /key/ }).waitFor();
  assert.equal((await owner.session.setup()).needed, true);
});

test('the owner sets a password by the link, whose key leaves the address bar at once', onNewServersOnly, async () => {
  const page = await newPage(browser);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));

  await page.goto(`/setup#${apiKey}`);
  const key = page.getByLabel('API key');
  await key.waitFor();
  assert.equal(await key.inputValue(), apiKey);
  assert.equal(page.url(), `${url}/setup`);

  await page.getByLabel('Your name').fill('Olivia');
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Set password and sign in' }).click();

  await page.getByRole('heading', { name: 'Workspaces' }).waitFor();
  await page.getByRole('button', { name: 'Olivia' }).waitFor();
  await page.goBack();
  assert.ok(!page.url().includes(apiKey), 'the key is not in the history either');
  assert.deepEqual(
    asked.filter((each) => each.includes(apiKey)),
    [],
  );
});

test('nobody sets up a server twice', async () => {
  await ownerWithPassword();
  const page = await newPage(browser);

  await page.goto(`/setup#${apiKey}`);

  await page.getByRole('heading', { name: 'Sign in to Synap' }).waitFor();
});

test('who signs in sees their workspaces, and who signs out sees nothing more', async () => {
  const olivia = await ownerWithPassword();
  const page = await newPage(browser);
  await page.goto('/');

  await signIn(page, olivia);
  await page.getByRole('heading', { name: 'Workspaces' }).waitFor();
  await page.getByRole('button', { name: olivia.name }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();

  await page.getByRole('heading', { name: 'Sign in to Synap' }).waitFor();
  await page.goto('/account');
  await page.getByRole('heading', { name: 'Sign in to Synap' }).waitFor();
  assert.deepEqual(await page.context().cookies(), []);
});

test('a wrong password is refused in words, and the right one is let in after it', async () => {
  const olivia = await ownerWithPassword();
  const page = await newPage(browser);
  await page.goto('/sign-in');

  await signIn(page, { ...olivia, password: 'a wrong password' });

  const refusal = page.getByRole('alert');
  await refusal.waitFor();
  assert.match(await refusal.innerText(), /no user has this name and password/);
  assert.equal(new URL(page.url()).pathname, '/sign-in');
  await signIn(page, olivia);
  await page.getByRole('heading', { name: 'Workspaces' }).waitFor();
});

test('a visitor of a link who is not signed in comes back to it after signing in', async () => {
  const synap = await newWorkspace('Linked');
  const { subjectId } = await synap.notes.create({ title: 'The plan', content: 'Step one' });
  const path = `/w/${synap.workspace}/notes/${subjectId}?tab=history`;
  const page = await newPage(browser);

  await page.goto(path);
  await signIn(page, await ownerWithPassword());

  await page.getByRole('heading', { name: 'The plan' }).waitFor();
  assert.equal(page.url(), url + path);
});

test('a link to sign in leads nowhere else afterwards', async () => {
  const page = await newPage(browser);

  await page.goto('/sign-in?to=' + encodeURIComponent('//elsewhere.example/'));
  await signIn(page, await ownerWithPassword());

  await page.getByRole('heading', { name: 'Workspaces' }).waitFor();
  assert.equal(page.url(), `${url}/`);
});
