import { Center, Loader } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Fault } from './Waiting';

type Pages = Pick<
  UseInfiniteQueryResult,
  'hasNextPage' | 'isFetching' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'fetchNextPage' | 'error'
>;

interface Props<T> {
  label: string;
  items: T[];
  keyOf: (item: T) => string;
  estimate: number;
  render: (item: T) => ReactNode;
  /** Where the items come from, if there are more than these: the next page is asked for when the end comes near. */
  pages?: Pages;
}

/** A list of which only what is on the screen is in the page, however long it is. */
export function LongList<T>({ label, items, keyOf, estimate, render, pages }: Props<T>) {
  const list = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    setTop(list.current === null ? 0 : list.current.getBoundingClientRect().top + window.scrollY);
  }, [items.length]);
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => estimate,
    getItemKey: (index) => keyOf(items[index]!),
    overscan: 8,
    scrollMargin: top,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  // Looked at each time, for a page that is asked for is given up where the others are read anew meanwhile.
  useEffect(() => {
    if (pages?.hasNextPage && !pages.isFetching && !pages.isFetchNextPageError && last >= items.length - 5) {
      void pages.fetchNextPage();
    }
  });
  return (
    <>
      <div role="list" aria-label={label} ref={list} className="long-list" style={{ height: rows.getTotalSize() }}>
        {shown.map((row) => (
          <div
            role="listitem"
            aria-setsize={pages?.hasNextPage ? -1 : items.length}
            aria-posinset={row.index + 1}
            key={row.key}
            data-index={row.index}
            ref={rows.measureElement}
            className="long-list-row"
            style={{ transform: `translateY(${row.start - rows.options.scrollMargin}px)` }}
          >
            {render(items[row.index]!)}
          </div>
        ))}
      </div>
      {pages?.isFetchNextPageError && <Fault fault={pages.error} again={pages.fetchNextPage} />}
      {pages?.isFetchingNextPage && (
        <Center>
          <Loader size="sm" aria-label="Loading more" />
        </Center>
      )}
    </>
  );
}
