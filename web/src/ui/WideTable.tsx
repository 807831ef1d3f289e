import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

/**
 * A table that scrolls by itself where the screen is narrower than it needs, with the keyboard, too. What is in it for screen
 * readers alone is placed within it, or the whole page would scroll.
 */
export function WideTable({ minWidth, children }: { minWidth: number; children: ReactNode }) {
  return (
    <Table.ScrollContainer type="native" minWidth={minWidth} pos="relative" tabIndex={0}>
      <Table withTableBorder>{children}</Table>
    </Table.ScrollContainer>
  );
}
