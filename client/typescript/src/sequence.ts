import { SynapError } from './errors.js';

/** Part of a sequence, and where the next part begins; no `next` at the end. */
export interface Page<T> {
  items: T[];
  next: string | undefined;
}

/** How many to ask for at once, from 1 to 1,000, and behind which place. */
export interface PageRequest {
  after?: string;
  limit?: number;
}

const PAGE_SIZE = 1_000;
const MOST_IN_MEMORY = 100_000;

/**
 * What the server tells page by page. Await it for all of it as an array, which holds at most 100,000; walk it with
 * `for await`, in constant memory, where there may be more; or take it a page at a time.
 */
export class Sequence<T> implements PromiseLike<T[]>, AsyncIterable<T> {
  constructor(private readonly read: (request: { after: string | undefined; limit: number }) => Promise<Page<T>>) {}

  /** One page; the first, unless told which one it goes behind. */
  page(request: PageRequest = {}): Promise<Page<T>> {
    return this.read({ after: request.after, limit: request.limit ?? 100 });
  }

  /** The first of them; undefined where there is none. */
  async first(): Promise<T | undefined> {
    return (await this.page({ limit: 1 })).items[0];
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    let after: string | undefined;
    do {
      const page: Page<T> = await this.read({ after, limit: PAGE_SIZE });
      yield* page.items;
      after = page.next;
    } while (after !== undefined);
  }

  then<R = T[], E = never>(
    fulfilled?: ((items: T[]) => R | PromiseLike<R>) | null,
    rejected?: ((reason: unknown) => E | PromiseLike<E>) | null,
  ): Promise<R | E> {
    return collect(this).then(fulfilled, rejected);
  }
}

/** All of it in memory, and a clear error where that is not the way. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) {
    if (all.length === MOST_IN_MEMORY) {
      throw new SynapError(
        'too-many',
        0,
        `there are more than ${MOST_IN_MEMORY}: walk them with "for await (const item of …)", or take pages with page()`,
      );
    }
    all.push(item);
  }
  return all;
}
