import { test } from 'node:test';

/** A test of steps that build on each other: after one that fails, the others are not tried. */
export function story(name, tell) {
  test(name, async (t) => {
    let broken = false;
    await tell((what, happen) =>
      t.test(what, async (step) => {
        if (broken) {
          step.skip('a step before it failed');
          return;
        }
        try {
          await happen(step);
        } catch (fault) {
          broken = true;
          throw fault;
        }
      }),
    );
  });
}
