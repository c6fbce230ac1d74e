import { Group, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

/** The page's name, in the page and in the browser's tab, and what can be done on it. */
export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Trapline`;
  }, [title]);
  return (
    <Group justify="space-between" mb="md" gap="sm">
      <Title order={1} size="h2">{title}</Title>
      {children && <Group gap="xs">{children}</Group>}
    </Group>
  );
}
