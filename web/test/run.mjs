// Runs all tests one file after the other: setup first, for nobody may have a password before it.
import { readdirSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const FIRST = 'setup.spec.mjs';
const here = new URL('.', import.meta.url);
const files = readdirSync(here).filter((name) => name.endsWith('.spec.mjs') && name !== FIRST);

run({ files: [FIRST, ...files.sort()].map((name) => new URL(name, here).pathname), concurrency: 1 })
  .on('test:fail', ({ todo }) => {
    if (todo === undefined) {
      process.exitCode = 1;
    }
  })
  .compose(new spec())
  .pipe(process.stdout);
