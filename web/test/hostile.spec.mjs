import assert from 'node:assert/strict';
import { newPage, openBrowser, pageOf, signIn, until } from './browser.mjs';
import { PAYLOADS } from './payloads.mjs';
import { asPerson, by, owner, person, unused, url } from './server.mjs';
import { story } from './story.mjs';

const browser = await openBrowser();
const SCROLLING_MS = 120_000;
/** One line of it, as titles and names are. */
const line = (payload) => payload.replaceAll('\n', ' ');

/** A person whose server is full of what others put there. */
async function target() {
  const vera = await person('Vera');
  const own = await asPerson(owner, vera.userId);
  const [{ workspaceId }] = await Promise.all(
    PAYLOADS.map((payload) => own.workspaces.create({ workspaceId: unused('web'), name: line(payload) })),
  );
  return { vera, synap: own.inWorkspace(workspaceId) };
}

/** Writes a payload into every field that somebody is shown. */
async function plant(synap, payload) {
  const name = line(payload);
  const made = { userId: unused('mallory'), name };
  await owner.users.create(made);
  await synap.members.add(made.userId, 'editor');
  const mallory = await by(synap, made.userId);
  const note = await mallory.notes.create({ title: name, content: payload, tags: [name] }, { reason: name });
  await mallory.notes.update(note.subjectId, { content: `${payload}\n\n${payload}` }, { reason: name });
  await mallory.notes.comment(note.subjectId, payload);
  await mallory.tasks.create({ title: name, content: payload, noteId: note.subjectId });
  await mallory.projects.create({ title: name, content: payload });
  await synap.keys.create({ name, scopes: ['read'] });

  const agent = await synap.agents.create({ userId: unused('robot'), name });
  await synap.members.add(agent.userId, 'editor');
  const robot = await by(synap, agent.userId);
  const step = { thought: payload, action: payload, confidence: 0.5, [name]: payload };
  const ai = { agent: name, model: name, reasoning: { steps: [step], outcome: { action: name } } };
  const why = { reason: name, metadata: { ai } };
  await robot.tasks.create({ title: name, content: payload }, why);
  await robot.notes.update(note.subjectId, { title: `${name} ${name}`, content: payload }, why);
  for (const decide of [(wish) => synap.proposals.reject(wish, name), (wish) => synap.proposals.accept(wish)]) {
    const { proposalId } = await robot.tasks.create({ title: name, content: payload }, why);
    await decide(await synap.proposals.get(proposalId));
  }
  return note.subjectId;
}

/** Whether it is neither a link nor anything else in Markdown. */
function isHtml(payload) {
  return payload.startsWith('<') && !payload.startsWith('<javascript:');
}

/** Watches a page for whatever a payload could do. */
async function watched(page) {
  const done = [];
  page.on('dialog', (dialog) => {
    done.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => done.push(`a window: ${popup.url()}`));
  page.on('console', (message) => {
    if (/Content Security Policy|Content-Security-Policy/.test(message.text())) {
      done.push(message.text());
    }
  });
  page.on('pageerror', (fault) => done.push(`an error: ${fault.message}`));
  return {
    /** Nothing has run, and nothing stands in the page that could. */
    async isSafe() {
      assert.deepEqual(await page.evaluate(live), []);
      assert.equal(await page.evaluate(() => window.__xss), undefined);
      assert.deepEqual(done, []);
    },
  };
}

function clickAll(buttons) {
  return buttons.evaluateAll((all) => all.forEach((each) => each.click()));
}

/** What in a page could run something. */
function live() {
  const found = [];
  const links = new Set(['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'srcdoc', 'srcset', 'ping']);
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      const at = links.has(name.toLowerCase()) && new URL(value.replace(/\s/g, ''), location.href);
      if (/^on/i.test(name) || (at && !['http:', 'https:', 'mailto:'].includes(at.protocol))) {
        found.push(`<${element.localName} ${name}="${value}">`);
      }
    }
    if (/^(iframe|object|embed|frame|base|applet)$/.test(element.localName)) {
      found.push(element.outerHTML);
    }
    if (element.localName === 'script' && !new URL(element.src, location.href).pathname.startsWith('/assets/')) {
      found.push(element.outerHTML);
    }
    if (element.localName === 'meta' && element.httpEquiv !== '') {
      found.push(element.outerHTML);
    }
  }
  return found;
}

story(`${PAYLOADS.length} texts that want to be run, wherever a text is shown`, async (step) => {
  const { vera, synap } = await target();
  const notes = [];
  for (const payload of PAYLOADS) {
    notes.push(await plant(synap, payload));
  }
  const home = `/w/${synap.workspace}`;
  const page = await pageOf(browser, vera, '/', { viewport: { width: 1280, height: 2_000 } });
  const watch = await watched(page);
  const go = (path) => page.goto(path);
  /** Scrolls through a page until each text was seen as it is, and nothing was run meanwhile. */
  const shows = async (locator, texts, open = async () => undefined) => {
    const missing = new Set(texts.map((text) => text.trim()));
    await locator.first().waitFor({ state: 'attached' });
    await until(
      async () => {
        await open();
        for (const seen of await locator.allTextContents()) {
          [...missing].filter((text) => seen.includes(text)).forEach((text) => missing.delete(text));
        }
        await watch.isSafe();
        await page.evaluate(() => {
          const atEnd = window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 1;
          window.scrollTo(0, atEnd ? 0 : window.scrollY + 0.8 * window.innerHeight);
        });
        return [...missing];
      },
      { is: ({ length }) => length === 0, what: 'each text should show as it is', patience: SCROLLING_MS },
    );
  };

  await step('names of workspaces', async () => {
    await shows(page.getByRole('main').getByRole('link'), PAYLOADS.map(line));
  });

  await step('lists of notes, tasks and projects, and their tags', async () => {
    for (const kind of ['notes', 'tasks', 'projects']) {
      await go(`${home}/${kind}`);
      await shows(page.locator('.row-title'), PAYLOADS.map(line));
    }
    await go(`${home}/notes`);
    await page.getByRole('combobox', { name: 'Tag' }).click();
    await shows(page.getByRole('option'), PAYLOADS.map(line));
    await watch.isSafe();
    await page.getByRole('combobox', { name: 'Made by' }).click();
    await shows(page.getByRole('option').and(page.locator(':visible')), PAYLOADS.map(line));
    await watch.isSafe();
  });

  await step('notes: their editor, preview, history, past, and whose each line is', async () => {
    for (const [i, payload] of PAYLOADS.entries()) {
      await go(`${home}/notes/${notes[i]}`);
      await page.locator('[data-comment]').waitFor();
      await page.locator('.cm-line').first().waitFor();
      assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), line(payload));
      assert.ok((await page.locator('.cm-line').allTextContents()).join('\n').includes(payload), payload);
      await watch.isSafe();
      await page.getByText('Preview', { exact: true }).click();
      const preview = page.locator('.markdown').first();
      await preview.waitFor({ state: 'attached' });
      await watch.isSafe();
      if (isHtml(payload)) {
        assert.ok((await preview.innerText()).includes(payload), `${payload} is shown as text`);
      }
      for (const tab of ['History', 'View as of', 'Who wrote what']) {
        await page.getByRole('tab', { name: tab }).click();
        await page.getByRole('tabpanel').locator('.timeline-entry, [data-past-content], .blame-line').first().waitFor();
        await watch.isSafe();
      }
    }
  });

  await step('a preview of what an undo would change', async () => {
    await go(`${home}/notes/${notes[0]}?tab=history`);
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await page.getByRole('dialog').locator('[data-preview]').waitFor();
    await watch.isSafe();
  });

  await step('why an agent made something', async () => {
    const made = await synap.tasks.list();
    for (const task of made.filter(({ noteId }) => noteId === undefined).slice(0, 5)) {
      await go(`${home}/tasks/${task.id}?tab=history`);
      await page.getByRole('button', { name: 'Why?' }).last().click();
      await page.getByRole('dialog').locator('.reasoning li').getByText(line(task.title), { exact: true }).first().waitFor();
      await watch.isSafe();
    }
  });

  await step('proposals, what agents say of them, and why they were rejected', async () => {
    for (const path of ['proposals', 'proposals?decided=true']) {
      await go(`${home}/${path}`);
      const closed = page.getByRole('button', { name: 'Show reasoning' });
      await shows(page.locator('.reasoning li'), PAYLOADS.map(line), () => clickAll(closed));
      await shows(page.locator('[data-proposal] .field-change'), PAYLOADS);
    }
    await go(`${home}/proposals`);
    await page.getByRole('button', { name: 'Modify' }).first().click();
    await page.getByRole('dialog').waitFor();
    await watch.isSafe();
  });

  await step('the audit log, to its last detail', async () => {
    const closed = page.locator('button[aria-expanded="false"]').filter({ hasText: /Details|View changes/ });
    for (const type of ['note.created', 'comment.created', 'proposal.created', 'proposal.rejected']) {
      await go(`${home}/audit?type=${type}`);
      await shows(page.locator('[data-audit]'), PAYLOADS.map(line), () => clickAll(closed));
    }
    await go(`${home}/audit`);
    await page.getByRole('switch', { name: 'Requests and decisions too' }).click();
    await page.locator('[data-audit="proposals.accept.requested"]').first().waitFor();
    await clickAll(closed);
    await watch.isSafe();
  });

  await step('members and agents', async () => {
    await go(`${home}/members`);
    await shows(page.getByRole('cell'), PAYLOADS.map(line));
    await shows(page.getByRole('region', { name: 'Your agents' }).locator('p'), PAYLOADS.map(line));
    await watch.isSafe();
  });

  await step('names of keys, and one’s own', async () => {
    await go('/account');
    await shows(page.getByRole('cell'), PAYLOADS.map(line));
    await page.getByRole('textbox', { name: /^Name/ }).fill(PAYLOADS[0]);
    await page.getByRole('button', { name: 'Change name' }).click();
    await page.getByRole('button', { name: PAYLOADS[0], exact: true }).waitFor();
    await watch.isSafe();
  });

  await step('what the system was asked for', async () => {
    await go(`${home}/system`);
    await page.getByRole('region', { name: 'Requests' }).getByRole('cell', { name: PAYLOADS.at(-1) }).first().waitFor();
    await watch.isSafe();
  });

  await step('who is here, and the messages about what one does oneself', async () => {
    const mallory = await person(PAYLOADS[16], { synap, userId: unused('mallory') });
    await go(`${home}/notes/${notes[16]}`);
    const theirs = await pageOf(browser, mallory, `${home}/notes/${notes[16]}`);
    await page.locator('[data-present]').getByText(PAYLOADS[16]).waitFor();
    await page.getByLabel('New tag').fill(PAYLOADS[17]);
    await page.getByRole('button', { name: 'Add tag' }).click();
    await page.getByRole('alert').getByText(PAYLOADS[17]).waitFor();
    await theirs.locator('main').getByText(`#${PAYLOADS[17]}`).waitFor();
    await watch.isSafe();
  });
});

story('texts that want to be run, in addresses', async (step) => {
  const vera = await person('Vera');
  const own = await asPerson(owner, vera.userId);
  const { workspaceId } = await own.workspaces.create({ workspaceId: unused('web'), name: 'Hers' });

  await step('of where to go after signing in', async () => {
    for (const to of ['javascript:window.__xss=1', 'data:text/html,<script>alert(1)</script>', '/\\elsewhere.example', '//elsewhere.example']) {
      const page = await newPage(browser);
      const watch = await watched(page);
      await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
      await signIn(page, vera);
      await page.getByRole('heading', { name: 'Workspaces' }).waitFor();
      assert.equal(page.url(), `${url}/`);
      await watch.isSafe();
      await page.context().close();
    }
  });

  await step('of every page', async () => {
    const page = await pageOf(browser, vera, `/w/${workspaceId}/notes`);
    const watch = await watched(page);
    const paths = [
      (text) => `notes?q=${text}&tag=${text}&by=${text}`,
      (text) => `audit?text=${text}&subjectId=${text}&type=${text}`,
      (text) => `notes/${text}?tab=${text}`,
      (text) => text,
    ];
    for (const [i, payload] of PAYLOADS.entries()) {
      const path = paths[i % paths.length](encodeURIComponent(payload));
      const answer = await page.goto(`/w/${workspaceId}/${path}`);
      // Of some addresses the server itself says that they cannot be.
      await page.locator(answer.ok() ? '[data-empty], [role=alert], [data-audit]' : 'body').first().waitFor();
      await watch.isSafe();
    }
  });
});
