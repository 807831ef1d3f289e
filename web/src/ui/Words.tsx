import { presentableDiff } from '@codemirror/merge';
import type { Diff } from '@synap/client';

type FieldDiff = Diff['fields'][number];
type Word = FieldDiff['words'][number];

/** A changed text, word by word: what came in is underlined, what went is struck through. */
export function Words({ words }: { words: Word[] }) {
  return (
    <div className="words">
      {words.map((word, i) =>
        word.kind === 'added' ? (
          <ins key={i}>{word.text}</ins>
        ) : word.kind === 'removed' ? (
          <del key={i}>{word.text}</del>
        ) : (
          <span key={i}>{shortened(word.text, i === 0, i === words.length - 1)}</span>
        ),
      )}
    </div>
  );
}

const LINES = 2;

/** Of a long stretch that did not change, only the lines beside a change. */
function shortened(text: string, first: boolean, last: boolean): string {
  const lines = text.split('\n');
  if (first && last) {
    return text;
  }
  const before = first ? [] : lines.slice(0, LINES + 1);
  const after = last ? [] : lines.slice(-LINES - 1);
  return before.length + after.length + 1 >= lines.length ? text : [...before, '⋯', ...after].join('\n');
}

/** One field that differs. */
export function FieldChange({ field }: { field: { path: string; before?: unknown; after?: unknown; words?: Word[] } }) {
  return (
    <div className="field-change">
      <div className="field-name">{fieldName(field.path)}</div>
      {field.words !== undefined && field.words.length > 0 ? (
        <Words words={field.words} />
      ) : (
        <Words words={wordsBetween(valueText(field.before), valueText(field.after))} />
      )}
    </div>
  );
}

/** The fields that a change wrote, but for those that say only when and by whom. */
export function FieldChanges({ fields }: { fields: { path: string; before?: unknown; after?: unknown; words?: Word[] }[] }) {
  return (
    <>
      {fields
        .filter(({ path }) => !/^\/?(updated|created)(At|By)$/.test(path))
        .map((field) => (
          <FieldChange key={field.path} field={field} />
        ))}
    </>
  );
}

/** Such as `due date` for `/dueDate`. */
export function fieldName(path: string): string {
  const spaced = path.replace(/([a-z])([A-Z])(?=[a-z])/g, (_, end: string, begin: string) => `${end} ${begin.toLowerCase()}`);
  return spaced.replace(/^\//, '').replaceAll('/', ' › ') || 'everything';
}

export function valueText(value: unknown): string {
  return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}

export function wordsBetween(before: string, after: string): Word[] {
  const words: Word[] = [];
  let at = 0;
  for (const { fromA, toA, fromB, toB } of presentableDiff(before, after, { scanLimit: 2_000, timeout: 200 })) {
    words.push({ kind: 'kept', text: before.slice(at, fromA) });
    words.push({ kind: 'removed', text: before.slice(fromA, toA) });
    words.push({ kind: 'added', text: after.slice(fromB, toB) });
    at = toA;
  }
  words.push({ kind: 'kept', text: before.slice(at) });
  return words.filter(({ text }) => text !== '');
}
