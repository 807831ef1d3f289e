import assert from 'node:assert/strict';
import { openBrowser, pageOf, until } from './browser.mjs';
import { newWorkspace, person } from './server.mjs';
import { story } from './story.mjs';

const browser = await openBrowser();

const content = (page) => page.getByRole('textbox', { name: 'Content' });
const title = (page) => page.getByRole('textbox', { name: 'Title', exact: true });
const heading = (page, text) => page.getByRole('heading', { level: 1, name: text, exact: true });

/** What is written in the editor, once it is this. */
async function says(page, text) {
  const lines = content(page).locator('.cm-line');
  await until(async () => (await lines.allTextContents()).join('\n'), {
    is: (seen) => seen === text,
    what: `the editor should say ${JSON.stringify(text)}`,
  });
}

/** The sentences of the timeline, as they stand there. */
async function sentences(page) {
  const seen = await page.locator('[data-sentence]').allTextContents();
  return seen.map((each) => each.replace(/^● | \(.*\)$/g, ''));
}

const entry = (page, sentence) => page.locator('.timeline-entry').filter({ hasText: sentence });

/** A changed text as it was before and as it is then, from the words that show both. */
async function beforeAndAfter(preview) {
  const words = preview.locator('.words > *');
  const without = (tag) =>
    words.evaluateAll((all, out) => all.filter((each) => each.localName !== out).map((each) => each.textContent), tag);
  return [(await without('ins')).join(''), (await without('del')).join('')];
}

async function team(...names) {
  const synap = await newWorkspace('Team');
  const people = [];
  for (const name of names) {
    people.push(await person(name, { synap }));
  }
  return { synap, people };
}

story('a note that three people write together', async (step) => {
  const { synap, people } = await team('Alice', 'Bob', 'Charlie');
  const notes = `/w/${synap.workspace}/notes`;
  const alice = await pageOf(browser, people[0], notes);
  const bob = await pageOf(browser, people[1], notes);
  const charlie = await pageOf(browser, people[2], notes);
  const all = [alice, bob, charlie];
  // A page that was loaded anew would have forgotten this.
  await Promise.all(all.map((page) => page.evaluate(() => (window.sameAsEver = true))));

  await step('1. Alice creates it, and it comes up in the lists of the others', async () => {
    await alice.getByLabel('Title of a new note').fill('Meeting Notes');
    await alice.getByRole('button', { name: 'New note' }).click();
    await heading(alice, 'Meeting Notes').waitFor();
    for (const page of [bob, charlie]) {
      await page.getByRole('link', { name: 'Meeting Notes' }).click();
      await heading(page, 'Meeting Notes').waitFor();
    }
  });

  await step('who is here shows', async () => {
    await alice.locator('[data-present]').filter({ hasText: 'Bob is here' }).waitFor();
    await alice.locator('[data-present]').filter({ hasText: 'Charlie is here' }).waitFor();
    assert.equal(await alice.locator('[data-present]').count(), 2, 'oneself is not among the others');
  });

  await step('2. Bob adds action items, and the others see that he writes and then what', async () => {
    await content(bob).click();
    await bob.keyboard.type('- [ ] Action items: call Marie');
    await alice.locator('[data-present]').filter({ hasText: 'Bob is writing' }).waitFor();
    await says(alice, '- [ ] Action items: call Marie');
    await says(charlie, '- [ ] Action items: call Marie');
  });

  await step('3. Alice edits the title', async () => {
    await title(alice).fill('Team Meeting Dec 15');
    await heading(bob, 'Team Meeting Dec 15').waitFor();
    await heading(charlie, 'Team Meeting Dec 15').waitFor();
  });

  await step('4. Charlie comments', async () => {
    await charlie.getByLabel('New comment').fill('Great summary!');
    await charlie.getByRole('button', { name: 'Comment', exact: true }).click();
    for (const page of all) {
      await page.getByRole('region', { name: 'Comments' }).getByText('Great summary!').waitFor();
    }
  });

  await step('5. Bob marks the action item complete', async () => {
    await content(bob).click();
    await bob.keyboard.press('Control+Home');
    await bob.keyboard.press('ArrowRight');
    await bob.keyboard.press('ArrowRight');
    await bob.keyboard.press('ArrowRight');
    await bob.keyboard.press('Delete');
    await bob.keyboard.type('x');
    await says(alice, '- [x] Action items: call Marie');
    await says(charlie, '- [x] Action items: call Marie');
  });

  await step('the contributors are the three', async () => {
    for (const page of all) {
      await page.getByText('By Alice, Bob, Charlie').waitFor();
      assert.deepEqual(
        await page.locator('[data-contributor]').evaluateAll((avatars) => avatars.map((each) => each.dataset.contributor)),
        people.map(({ userId }) => userId),
      );
    }
  });

  await step('the timeline lists the five changes, the newest first, and who made each', async () => {
    await alice.getByRole('tab', { name: 'History' }).click();
    await alice.locator('[data-sentence]').first().waitFor();

    assert.deepEqual(await sentences(alice), [
      'Bob edited content',
      'Charlie commented "Great summary!"',
      'Alice edited title',
      'Bob edited content',
      'Alice created note',
    ]);
  });

  await step('a change that is not the newest is undone once its preview was seen', async () => {
    await entry(alice, 'Alice edited title').getByRole('button', { name: 'Undo', exact: true }).click();
    const preview = alice.getByRole('dialog');
    await preview.locator('[data-preview]').waitFor();
    assert.deepEqual(await beforeAndAfter(preview), ['Team Meeting Dec 15', 'Meeting Notes']);
    await heading(bob, 'Team Meeting Dec 15').waitFor();

    await preview.getByRole('button', { name: 'Undo', exact: true }).click();

    await preview.waitFor({ state: 'hidden' });
    await heading(bob, 'Meeting Notes').waitFor();
    await says(bob, '- [x] Action items: call Marie');
    await alice.locator('[data-sentence]').filter({ hasText: 'Alice reverted note' }).waitFor();
  });

  await step('and is done again', async () => {
    await alice.getByRole('button', { name: 'Redo the last undo' }).click();
    const preview = alice.getByRole('dialog');
    await preview.locator('[data-preview]').waitFor();

    await preview.getByRole('button', { name: 'Redo', exact: true }).click();

    await heading(bob, 'Team Meeting Dec 15').waitFor();
    await says(bob, '- [x] Action items: call Marie');
  });

  await step('the note is viewed as it was after step 3, to the letter', async () => {
    await entry(alice, 'Alice edited title').getByRole('button', { name: 'View', exact: true }).click();

    const past = alice.locator('[data-past-content]');
    await past.getByRole('heading', { name: 'Team Meeting Dec 15' }).waitFor();
    assert.equal((await past.innerText()).replace(/\s+/g, ' ').trim(), 'Team Meeting Dec 15 Action items: call Marie');
    assert.equal(await past.getByRole('checkbox').isChecked(), false);
    await alice.getByRole('status').filter({ hasText: 'after Alice had changed it' }).waitFor();
  });

  await step('and is restored to that, for all at once', async () => {
    await alice.getByRole('button', { name: 'Restore this' }).click();
    const preview = alice.getByRole('dialog');
    await preview.locator('[data-preview]').waitFor();
    await preview.getByRole('button', { name: 'Restore this' }).click();

    await says(bob, '- [ ] Action items: call Marie');
    await says(charlie, '- [ ] Action items: call Marie');
    const { state } = await synap.state(alice.url().match(/note_[^?/]+/)[0]);
    assert.deepEqual([state.title, state.content], ['Team Meeting Dec 15', '- [ ] Action items: call Marie']);
  });

  await step('all that without a page loaded anew', async () => {
    for (const page of all) {
      assert.equal(await page.evaluate(() => window.sameAsEver), true);
    }
  });
});

story('two people who write in one note at the same time', async (step) => {
  const { synap, people } = await team('Alice', 'Bob');
  const { subjectId } = await synap.notes.create({ title: 'Plan', content: 'First\nSecond\nThird' });
  const path = `/w/${synap.workspace}/notes/${subjectId}`;
  const alice = await pageOf(browser, people[0], path);
  const bob = await pageOf(browser, people[1], path);
  const savedText = async () => (await synap.notes.get(subjectId)).content;

  await step('neither loses a word when one saves while the other types', async () => {
    // Alice saves nothing until she is let go on.
    const held = await hold(alice, 'PATCH');
    await content(alice).click();
    await alice.keyboard.press('Control+Home');
    await alice.keyboard.press('End');
    await alice.keyboard.type(' by Alice');

    await content(bob).click();
    await bob.keyboard.press('Control+End');
    await bob.keyboard.type(' by Bob');

    await says(alice, 'First by Alice\nSecond\nThird by Bob');
    await alice.keyboard.type(', still');
    held.letGo();
    await says(bob, 'First by Alice, still\nSecond\nThird by Bob');
    await until(savedText, { is: (text) => text === 'First by Alice, still\nSecond\nThird by Bob', what: 'both should be saved' });
  });

  await step('who has changed the same line is told, and what the other wrote is in the history', async () => {
    const held = await hold(alice, 'PATCH');
    await content(alice).click();
    await alice.keyboard.press('Control+Home');
    await alice.keyboard.type('Alice: ');
    await content(bob).click();
    await bob.keyboard.press('Control+Home');
    await bob.keyboard.type('Bob: ');

    await alice.getByRole('alert').filter({ hasText: 'Somebody else has changed the same lines' }).waitFor();
    await says(alice, 'Alice: First by Alice, still\nSecond\nThird by Bob');
    held.letGo();
    await says(bob, 'Alice: First by Alice, still\nSecond\nThird by Bob');
    await bob.getByRole('tab', { name: 'History' }).click();
    await bob.locator('.timeline-entry ins').getByText('Bob:').waitFor();
  });

  await step('what is written without a connection is kept, and saved when there is one again', async () => {
    await alice.context().setOffline(true);
    await content(alice).click();
    await alice.keyboard.press('Control+End');
    await alice.keyboard.type(' (offline)');
    await alice.locator('[data-saved="failed"]').waitFor();

    await alice.context().setOffline(false);

    await alice.locator('[data-saved="saved"]').waitFor();
    assert.match(await savedText(), / \(offline\)$/);
  });
});

/** Lets no request of this method through until it is let go. */
async function hold(page, method) {
  let letGo;
  const gone = new Promise((resolve) => (letGo = resolve));
  const wait = async (route) => {
    if (route.request().method() === method) {
      await gone;
    }
    await route.continue();
  };
  await page.route('**/api/**', wait);
  return { letGo: () => letGo() };
}
