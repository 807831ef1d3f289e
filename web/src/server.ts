import { Synap, SynapError } from '@synap/client';
import { QueryClient } from '@tanstack/react-query';

/** The server that sent this page. */
export const server = new Synap({ url: '', source: 'web-app' });

/**
 * What is known of the server. What somebody changes is read anew when it is told of; see live.ts. The SDK itself asks again
 * where that may help, so queries do not.
 */
export const queries = new QueryClient({
  defaultOptions: {
    // Without a connection they fail, and say so, instead of waiting for one in silence.
    queries: { staleTime: 60_000, retry: false, refetchOnWindowFocus: 'always', networkMode: 'always', refetchOnReconnect: true },
  },
});

/** Subject types and ids whose changes make a query's answer old; `*` for every change. */
export function changedBy(...of: string[]): { meta: { of: string[] } } {
  return { meta: { of } };
}

/** What a person is told of a fault. */
export function faultText(fault: unknown): string {
  if (fault instanceof SynapError) {
    return fault.status === 0 ? 'The server cannot be reached. What you see may be old.' : fault.message;
  }
  return fault instanceof Error ? fault.message : String(fault);
}

export function isSignedOut(fault: unknown): boolean {
  return fault instanceof SynapError && fault.code === 'unauthorized';
}
