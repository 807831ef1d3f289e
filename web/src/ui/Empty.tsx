import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** Stands where there is nothing yet, and says what would be here. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Stack align="center" p="xl" gap="xs" data-empty>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text c="dimmed" ta="center" maw={480}>
        {children}
      </Text>
    </Stack>
  );
}
