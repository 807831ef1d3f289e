import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { url } from './server.mjs';

const PATIENCE_MS = 20_000;
const BETWEEN_LOOKS_MS = 50;

/** Chromium with a profile of its own, until it is closed. */
export function launchBrowser() {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** The same, until the tests of the file are over. */
export async function openBrowser() {
  const browser = await launchBrowser();
  after(() => browser.close());
  return browser;
}

/** A page with cookies and storage of its own, in which paths are those of the server. */
export async function newPage(browser, options = {}) {
  const context = await browser.newContext({ baseURL: url, locale: 'en-GB', timezoneId: 'UTC', ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  return context.newPage();
}

/** Signs in as a person does. */
export async function signIn(page, { userId, password }) {
  await page.getByLabel('User name').fill(userId);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** A page of somebody who has signed in, at a path. */
export async function pageOf(browser, person, path, options) {
  const page = await newPage(browser, options);
  await page.goto(path);
  await signIn(page, person);
  await page.waitForURL((at) => at.pathname === path.replace(/[?#].*/, ''));
  return page;
}

/** Looks until it is so; fails with what it was last. */
export async function until(look, { is, what, patience = PATIENCE_MS }) {
  const end = Date.now() + patience;
  for (;;) {
    const seen = await look();
    if (is(seen)) {
      return seen;
    }
    if (Date.now() > end) {
      throw new Error(`${what}; it is still ${JSON.stringify(seen)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
  }
}

/** Chooses from a list that opens. */
export async function choose(place, label, option) {
  await place.getByRole('combobox', { name: label }).click();
  const page = typeof place.page === 'function' ? place.page() : place;
  await page.getByRole('option', { name: option, exact: true }).click();
}
