// Takes the pictures of docs/images: of each page of a demo, in both widths.
//   ./synap demo --password 'a long secret'
//   SYNAP_URL=http://127.0.0.1:8080 SYNAP_PASSWORD='a long secret' npm --prefix web run screenshots
// The user should be the owner, who sees every page.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const url = process.env.SYNAP_URL ?? 'http://127.0.0.1:8080';
const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));
const widths = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } };
const pages = {
  notes: '/w/demo/notes',
  note: '/w/demo/notes/note_marketing',
  history: '/w/demo/notes/note_marketing?tab=history',
  past: '/w/demo/notes/note_marketing?tab=past&version=2',
  blame: '/w/demo/notes/note_marketing?tab=blame',
  'as-of': `/w/demo/notes?asOf=${new Date(Date.now() - 5 * 86_400_000).toISOString()}`,
  tasks: '/w/demo/tasks',
  proposals: '/w/demo/proposals',
  audit: '/w/demo/audit',
  members: '/w/demo/members',
  system: '/w/demo/system',
};

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
for (const [name, viewport] of Object.entries(widths)) {
  const page = await browser.newPage({ viewport, locale: 'en-GB', baseURL: url });
  await page.goto('/sign-in');
  await page.screenshot({ path: `${folder}sign-in-${name}.png` });
  await page.getByLabel('User name').fill(process.env.SYNAP_USER ?? 'owner');
  await page.getByRole('textbox', { name: 'Password' }).fill(process.env.SYNAP_PASSWORD ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${url}/`);
  for (const [title, path] of Object.entries(pages)) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    await page.locator('main h1').waitFor();
    if (title === 'proposals') {
      await page.getByRole('button', { name: /Show reasoning/ }).first().click();
    }
    await page.waitForTimeout(400); // until what opens is open
    await page.screenshot({ path: `${folder}${title}-${name}.png` });
    process.stdout.write(`${title}-${name}.png\n`);
  }
}
await browser.close();
