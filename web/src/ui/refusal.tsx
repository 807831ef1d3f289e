import { Alert } from '@mantine/core';
import { SynapError, type WriteResult } from '@synap/client';
import { faultText } from '../server';

/** What a form was refused for: in which fields, and as a whole. */
export interface Refusal {
  fields: Record<string, string>;
  whole: string | undefined;
}

export const NOTHING_REFUSED: Refusal = { fields: {}, whole: undefined };

/** Of what the server says, what belongs to one of these fields stands there; `types[2]` is of `types`. */
export function refusalOf(fault: unknown, fields: readonly string[]): Refusal {
  const field = fault instanceof SynapError ? fault.field : undefined;
  const text = faultText(fault);
  if (field === undefined) {
    return { fields: {}, whole: text };
  }
  return atFields([{ path: field, message: text.startsWith(`${field} `) ? text.slice(field.length + 1) : text }], fields);
}

/** The same of a write that was decided against; nothing where it was done. */
export function refusalIn(result: WriteResult<unknown>, fields: readonly string[]): Refusal {
  switch (result.status) {
    case 'validated':
      return NOTHING_REFUSED;
    case 'rejected':
      return result.errors.length > 0 ? atFields(result.errors, fields) : { fields: {}, whole: result.reason };
    case 'proposed':
      return { fields: {}, whole: 'This waits for a person: see Proposals.' };
    case 'requested':
      return { fields: {}, whole: 'This is in the log, and will be decided in a moment.' };
  }
}

function atFields(errors: { path: string; message: string }[], fields: readonly string[]): Refusal {
  const refusal: { fields: Record<string, string>; whole: string[] } = { fields: {}, whole: [] };
  for (const { path, message } of errors) {
    const [begin = '', ...rest] = path.replace(/^\//, '').split(/[./[]/);
    if (fields.includes(begin)) {
      const inside = rest.length === 0 ? '' : `${path.replace(/^\//, '')} `;
      refusal.fields[begin] = [refusal.fields[begin], `${inside}${message}`].filter(Boolean).join('; ');
    } else {
      refusal.whole.push(`${path} ${message}`.trim());
    }
  }
  return { fields: refusal.fields, whole: refusal.whole.join('; ') || undefined };
}

/** What is wrong with one field, told at once; for the `error` of its input. */
export function at(refusal: Refusal, field: string) {
  const text = refusal.fields[field];
  return text === undefined ? undefined : <span role="alert">{text}</span>;
}

/** What is wrong, and belongs to no field. */
export function Refused({ refusal }: { refusal: Refusal }) {
  return refusal.whole === undefined ? null : (
    <Alert role="alert" color="red" title="That did not work">
      {refusal.whole}
    </Alert>
  );
}
