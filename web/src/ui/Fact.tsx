import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

/** One row of a table that stands upright: a name, and what is so. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th w={90}>{name}</Table.Th>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{children}</Table.Td>
    </Table.Tr>
  );
}
