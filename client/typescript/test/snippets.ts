import ts from 'typescript';

/** A piece of TypeScript in a text without marks for such. */
export interface Snippet {
  /** What can be run: as printed, but that `{...}`, which stands for fields left out, spreads what the caller gives as `elided`. */
  code: string;
  /** The literals that are shown beside it as what comes out. */
  shown: string[];
  /** Its first line in the text, and its last. */
  lines: [number, number];
}

const BEGINS =
  /^(\/\/|(const|let|await|for|if|type|return|switch|function|async function|export)\b|[\w.]+ = [[{(]|[{}[\])]|'[\w.]+'( |$))/;
const DRAWN = /[\u2190-\u21ff\u2500-\u257f]/;
const NO_CODE = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\/\/.*$/g;

/**
 * Finds code by its form: lines that begin as statements, comments or strings do, and whatever stands within their
 * brackets. Lines that follow each other, with at most empty ones between them, are one snippet.
 */
export function snippetsOf(text: string): Snippet[] {
  const lines = text.split(/\r?\n/);
  const snippets: Snippet[] = [];
  let begin = -1;
  let end = -1;
  let depth = 0;
  const finish = () => {
    if (begin >= 0) {
      snippets.push(snippet(lines, begin, end));
    }
    begin = -1;
  };
  lines.forEach((line, i) => {
    const isCode = depth > 0 || (BEGINS.test(line.trim()) && !DRAWN.test(line));
    if (isCode) {
      begin = begin < 0 ? i : begin;
      end = i;
      depth = Math.max(0, depth + brackets(line));
    } else if (line.trim() !== '') {
      finish();
    }
  });
  finish();
  return snippets.filter(({ code }) => code.replaceAll(/\/\/.*$/gm, '').trim() !== '');
}

/** The lines with a call of the SDK that are in no snippet. */
export function strayCalls(text: string, snippets: Snippet[]): string[] {
  return text.split(/\r?\n/).filter(
    (line, i) =>
      /\b(synap|client)\.|\bawait /.test(line) && !snippets.some(({ lines: [first, last] }) => first <= i && i <= last),
  );
}

/**
 * Runs a snippet, and gives what it has named at its outermost level. What it says of an outcome in a comment such as
 * `// note.title === 'Plan'` is checked.
 *
 * @param open what the names are that it uses and does not declare
 */
export async function run(snippet: Snippet, open: Record<string, unknown>): Promise<Record<string, any>> {
  const { outputText } = ts.transpileModule(snippet.code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exports: Record<string, unknown> = {};
  const given = { elided: {}, ...open, exports };
  const names = declared(snippet.code);
  const said = [...snippet.code.matchAll(/\/\/ (\w+(?:\.\w+)*) === ('[^']*')/g)];
  const checks = said.map(([, what, value]) => `if (${what} !== ${value}) throw new Error(\`${what} is \${${what}}\`);`);
  const body = `${outputText}\n${checks.join('\n')}\nreturn { ${names.join(', ')} };`;
  const AsyncFunction = (async () => undefined).constructor as FunctionConstructor;
  const result = await new AsyncFunction(...Object.keys(given), body)(...Object.values(given));
  return { ...result, ...exports };
}

/** What the compiler says against TypeScript that stands beside the SDK. */
export function typeErrors(code: string): string[] {
  const name = ts.sys.resolvePath('test/snippet.ts');
  const { config } = ts.readConfigFile('tsconfig.test.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === name || fileExists.call(host, path);
  host.getSourceFile = (path, version) =>
    path === name ? ts.createSourceFile(path, code, version, true) : getSourceFile.call(host, path, version);
  const program = ts.createProgram([name], { ...options, noEmit: true, noUnusedLocals: false }, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText, file, start }) => {
    const line = file && start !== undefined ? file.text.slice(start).split('\n')[0] : '';
    return `${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

/** The strings that stand alone as statements. */
export function wordsOf({ code }: Snippet): string[] {
  return source(code).statements.flatMap((statement) =>
    ts.isExpressionStatement(statement) && ts.isStringLiteral(statement.expression) ? [statement.expression.text] : [],
  );
}

/** The value of a literal that is shown. */
export function valueOf(literal: string): any {
  return new Function(`return (${literal})`)();
}

function snippet(lines: string[], begin: number, end: number): Snippet {
  const code: string[] = [];
  const shown: string[] = [];
  let depth = 0;
  let literal: string[] | undefined;
  for (const line of lines.slice(begin, end + 1)) {
    literal ??= depth === 0 && line.trim() === '{' ? [] : undefined;
    depth = Math.max(0, depth + brackets(line));
    (literal ?? code).push(line);
    if (literal !== undefined && depth === 0) {
      shown.push(literal.join('\n'));
      literal = undefined;
    }
  }
  return { code: code.join('\n').replaceAll('{...}', '{ ...elided }'), shown, lines: [begin, end] };
}

/** How many brackets a line leaves open. */
function brackets(line: string): number {
  const bare = line.replaceAll(NO_CODE, '');
  return (bare.match(/[{[(]/g)?.length ?? 0) - (bare.match(/[}\])]/g)?.length ?? 0);
}

/** What a snippet declares or sets at its outermost level, and does not export. */
function declared(code: string): string[] {
  return source(code).statements.flatMap((statement) => {
    if (ts.isFunctionDeclaration(statement) && statement.name) {
      return [statement.name.text];
    }
    if (ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression)) {
      const { left, operatorToken } = statement.expression;
      return ts.isIdentifier(left) && operatorToken.kind === ts.SyntaxKind.EqualsToken ? [left.text] : [];
    }
    const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.length;
    if (ts.isVariableStatement(statement) && !isExported) {
      return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
    }
    return [];
  });
}

function source(code: string): ts.SourceFile {
  return ts.createSourceFile('snippet.ts', code, ts.ScriptTarget.ES2022, true);
}
