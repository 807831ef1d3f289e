import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { promisify } from 'node:util';
import ts from 'typescript';
import { apiKey, newWorkspace, url } from './server.js';

/** Each block of TypeScript in the README, and the block of text behind it: what it prints. */
const blocks = [...(await readFile('README.md', 'utf8')).matchAll(/```ts\n(.*?)```\n(?:```text\n(.*?)```)?/gs)].map(
  ([, code, printed]) => ({ code: code!, printed }),
);

test('the README shows each example as it is, and nothing else', async () => {
  const files = (await readdir('examples')).filter((name) => name.endsWith('.ts'));
  const examples = await Promise.all(files.map((name) => readFile(`examples/${name}`, 'utf8')));

  assert.ok(examples.length > 0);
  assert.deepEqual(blocks.map(({ code }) => code).sort(), examples.sort());
});

for (const [i, { code, printed }] of blocks.entries()) {
  test(`block ${i + 1} of the README prints what stands behind it`, { timeout: 60_000 }, async () => {
    const { workspace } = await newWorkspace(`readme-${i}`);
    const here = code.replaceAll("url: 'http://127.0.0.1:8080'", `url: '${url}', workspace: '${workspace}'`);
    const { outputText } = ts.transpileModule(here, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    await mkdir('build/readme', { recursive: true });
    await writeFile(`build/readme/${i}.mjs`, outputText);

    const { stdout } = await promisify(execFile)(process.execPath, [`build/readme/${i}.mjs`], {
      env: { ...process.env, SYNAP_KEY: apiKey },
    });

    assert.ok(here !== code);
    assert.equal(stdout, printed);
  });
}
