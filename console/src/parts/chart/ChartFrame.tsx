import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import { useSpeech } from '../../i18n';
import { useToasts } from '../toasts';
import { csv } from './scale';
import { png, save } from './save';

/** A chart with its name, what it means, and its download as picture and as table. */
export function ChartFrame({ title, text, file, rows, children, controls }: { title: string; text?: string; file: string; rows: (string | number)[][]; children: ReactNode; controls?: ReactNode }) {
  const { t } = useSpeech();
  const { complain } = useToasts();
  const frame = useRef<HTMLDivElement>(null);
  const savePicture = () => {
    const svg = frame.current?.querySelector('svg');
    if (svg) {
      png(svg).then(blob => save(`${file}.png`, blob), complain);
    }
  };
  return (
    <Paper withBorder p="md" component="section">
      <Group justify="space-between" gap="xs" align="flex-start">
        <div style={{ flex: '1 1 14rem' }}>
          <Title order={2} size="h4">{title}</Title>
          {text && <Text size="sm" c="dimmed">{text}</Text>}
        </div>
        <Group gap={4}>
          {controls}
          <Button size="compact-sm" variant="default" onClick={savePicture} aria-label={t('chart.pngOf', { title })}>PNG</Button>
          <Button size="compact-sm" variant="default" onClick={() => save(`${file}.csv`, new Blob([csv(rows)], { type: 'text/csv' }))} aria-label={t('chart.csvOf', { title })}>CSV</Button>
        </Group>
      </Group>
      <div ref={frame} className="chart">{children}</div>
    </Paper>
  );
}
