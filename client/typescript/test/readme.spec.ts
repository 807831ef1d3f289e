import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { newWorkspace, url } from './server.js';

test('the blocks of the README run as printed', async () => {
  const { workspace } = await newWorkspace('readme');
  const readme = await readFile('README.md', 'utf8');
  const blocks = [...readme.matchAll(/```ts\n(.*?)```/gs)].map((block) => block[1]!);
  await mkdir('build/readme', { recursive: true });

  for (const [i, block] of blocks.entries()) {
    const here = block.replace("url: 'http://127.0.0.1:8080'", `url: '${url}', workspace: '${workspace}'`);
    const { outputText } = ts.transpileModule(here, { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } });
    await writeFile(`build/readme/${i}.mjs`, outputText);
    await import(pathToFileURL(`build/readme/${i}.mjs`).href);
  }

  assert.ok(blocks.length > 0);
});
