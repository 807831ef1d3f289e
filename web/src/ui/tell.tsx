import { notifications } from '@mantine/notifications';
import type { WriteResult } from '@synap/client';
import type { ReactNode } from 'react';
import { faultText } from '../server';

/** Tells what became of a write. True when it is done. */
export function tellResult<T>(result: WriteResult<T>, done: ReactNode): boolean {
  switch (result.status) {
    case 'validated':
      notifications.show({ message: done, color: 'green' });
      return true;
    case 'proposed':
      notifications.show({ message: 'This waits for a person: see Proposals.', color: 'yellow' });
      return false;
    case 'requested':
      notifications.show({ message: 'This is in the log, and will be decided in a moment.', color: 'yellow' });
      return false;
    case 'rejected':
      tellFault(new Error([result.reason, ...result.errors.map((each) => `${each.path} ${each.message}`)].join(' · ')));
      return false;
  }
}

export function tellFault(fault: unknown): void {
  notifications.show({ title: 'That did not work', message: faultText(fault), color: 'red', autoClose: 10_000, role: 'alert' });
}

/** Does something, tells what became of it, and swallows nothing. True when it is done. */
export async function write<T>(doing: Promise<WriteResult<T>>, done: ReactNode): Promise<boolean> {
  try {
    return tellResult(await doing, done);
  } catch (fault) {
    tellFault(fault);
    return false;
  }
}

/** The same of what has no outcome but that it is done. */
export async function attempt(doing: Promise<unknown>, done: ReactNode): Promise<boolean> {
  try {
    await doing;
    notifications.show({ message: done, color: 'green' });
    return true;
  } catch (fault) {
    tellFault(fault);
    return false;
  }
}
