import { Center, Loader } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';

interface Props<T> {
  label: string;
  items: T[];
  keyOf: (item: T) => string;
  estimate: number;
  render: (item: T) => ReactNode;
  /** Called when the end comes near. */
  more?: (() => unknown) | undefined;
  loading?: boolean;
}

/** A list of which only what is on the screen is in the page, however long it is. */
export function LongList<T>({ label, items, keyOf, estimate, render, more, loading }: Props<T>) {
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
  useEffect(() => {
    if (more !== undefined && last >= items.length - 5) {
      more();
    }
  }, [more, last, items.length]);
  return (
    <>
      <div role="list" aria-label={label} ref={list} className="long-list" style={{ height: rows.getTotalSize() }}>
        {shown.map((row) => (
          <div
            role="listitem"
            aria-setsize={more === undefined ? items.length : -1}
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
      {loading && (
        <Center>
          <Loader size="sm" aria-label="Loading more" />
        </Center>
      )}
    </>
  );
}
