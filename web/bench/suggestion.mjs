// Measures, on the page of proposals, the time from handing a thought over until the suggestion that comes of it is on screen, and
// beside it the time from the request of another agent until that is. Prints both as JSON, in milliseconds.
import { launchBrowser, newPage, signIn } from '../test/browser.mjs';
import { newWorkspace, owner, ownerWithPassword, unused, url } from '../test/server.mjs';

const ASSISTANT = 'synap-assistant';
const BETWEEN_MS = 400;
const [warmUp, rounds] = process.argv.slice(2).map(Number);

const browser = await launchBrowser();
try {
  const person = await ownerWithPassword();
  const synap = await newWorkspace('Suggestions');
  await synap.members.add(ASSISTANT, 'editor');
  const agent = await owner.agents.create({ userId: unused('agent'), name: 'Agent' });
  await synap.members.add(agent.userId, 'editor');
  const { key } = await owner.keys.create({ name: 'bench', userId: agent.userId, scopes: ['read', 'write'] });
  const page = await newPage(browser, { viewport: { width: 1280, height: 844 } });
  await page.goto(`/w/${synap.workspace}/proposals`);
  await signIn(page, person);
  await page.getByLabel('Capture a thought').waitFor();

  const capture = async (title) => {
    await page.getByLabel('Capture a thought').fill(`${title} tomorrow`);
    return page.evaluate(untilShown, { title });
  };
  const request = (title) =>
    page.evaluate(untilShown, { title, to: `${url}/api/v1/workspaces/${synap.workspace}/entities`, key });

  const measured = { capture: [], request: [] };
  for (let round = 0; round < warmUp + rounds; round++) {
    for (const [name, make] of Object.entries({ capture, request })) {
      const title = `Call Marie about order ${round}${name === 'capture' ? '' : ' again'}`;
      const took = await make(title);
      if (round >= warmUp) {
        measured[name].push(took);
      }
      for await (const proposal of synap.proposals.list({ status: 'waiting' })) {
        await synap.proposals.reject(proposal, 'It was measured.');
      }
      await page.locator('[data-proposal]').first().waitFor({ state: 'detached' });
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
  }
  process.stdout.write(`${JSON.stringify(measured)}\n`);
} finally {
  await browser.close();
}

/** In the page: from the press of the button, or a request of the agent whose key it is, until a frame with the proposal was drawn. */
function untilShown({ title, to, key }) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const watch = new MutationObserver(() => {
      if ([...document.querySelectorAll('[data-proposal]')].some(({ textContent }) => textContent.includes(title))) {
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
      }
    });
    watch.observe(document.body, { childList: true, subtree: true, characterData: true });
    setTimeout(() => reject(new Error(`${title} did not come up`)), 20_000);
    if (key === undefined) {
      document.querySelector('form').requestSubmit();
      return;
    }
    fetch(to, {
      method: 'POST',
      credentials: 'omit',
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ type: 'task', title }),
    }).then((answer) => answer.ok || reject(new Error(`the request was answered with ${answer.status}`)), reject);
  });
}
