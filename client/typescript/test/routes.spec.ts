import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import ts from 'typescript';

/** What the SDK has no call for, and why. */
const LEFT_OUT = [
  /^POST \/api\/v1\/workspaces\/\{\}\/projections\/\{\}\/rebuild$/, // the same as POST /api/v1/rebuilds
];

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete']);

test('the SDK has a call for each route of the API', async () => {
  const described = await describedRoutes();
  const called = calledRoutes('src/index.ts');

  const missing = described.filter((route) => !called.has(route) && !LEFT_OUT.some((left) => left.test(route)));

  assert.ok(described.length > 50);
  assert.deepEqual(missing, []);
});

test('the SDK calls nothing that the API does not describe', async () => {
  const described = new Set(await describedRoutes());

  const unknown = [...calledRoutes('src/index.ts')].filter((route) => !described.has(route));

  assert.deepEqual(unknown, []);
});

/** Such as `GET /api/v1/keys/{}`. */
async function describedRoutes(): Promise<string[]> {
  const { paths } = JSON.parse(await readFile('openapi.json', 'utf8')) as { paths: Record<string, object> };
  return Object.entries(paths)
    .flatMap(([path, operations]) =>
      Object.keys(operations)
        .filter((method) => METHODS.has(method))
        .map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, '{}')}`),
    )
    .sort();
}

/** The routes that a program's own sources name where they ask the server. */
function calledRoutes(entry: string): Set<string> {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const program = ts.createProgram([entry], options);
  const checker = program.getTypeChecker();
  const routes = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.arguments[0]) {
      const name = node.expression.name.text;
      const method = name === 'open' ? 'GET' : name;
      if (METHODS.has(method.toLowerCase())) {
        paths(node.arguments[0], checker)
          .filter((path) => path.startsWith('/'))
          .forEach((path) => routes.add(`${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`));
      }
    }
    ts.forEachChild(node, visit);
  };
  program
    .getSourceFiles()
    .filter((file) => !file.isDeclarationFile && !file.fileName.endsWith('/schema.ts'))
    .forEach(visit);
  return routes;
}

/** What a path may be: one for each word that a part of it may be, `{}` where that may be anything. */
function paths(expression: ts.Expression, checker: ts.TypeChecker): string[] {
  if (ts.isAsExpression(expression)) {
    return paths(expression.expression, checker);
  }
  if (ts.isStringLiteralLike(expression)) {
    return [expression.text];
  }
  if (!ts.isTemplateExpression(expression)) {
    return [];
  }
  return expression.templateSpans.reduce(
    (before, span) => {
      const type = checker.getTypeAtLocation(span.expression);
      const words = (type.isUnion() ? type.types : [type]).map((each) => (each.isStringLiteral() ? each.value : '{}'));
      return before.flatMap((beginning) => words.map((word) => beginning + word + span.literal.text));
    },
    [expression.head.text],
  );
}
