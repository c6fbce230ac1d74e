import { Alert, Code, Group, Paper, Progress, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get } from '../../api/client';
import { useSpeech } from '../../i18n';
import { Loaded } from '../../parts/Loaded';
import { StateBadge } from '../../parts/StateBadge';
import { bytes, exactly } from '../../parts/time';

const REFETCH_MILLIS = 10_000;
const SOON_DAYS = 30;
const OLD_BACKUP_MILLIS = 2 * 24 * 60 * 60 * 1000;

interface Part { name: string; state: string; detail: string }
interface DiskView { totalBytes: number; usableBytes: number; growthBytesADay: number; daysLeft?: number }
interface Model { task: string; name?: string; version?: string; licence?: string; engine?: string; demo: boolean; since?: string; problem?: string }
interface BackupsView { command: string; last?: { startedAt: string; endedAt: string; folder: string; bytes: number } }
interface AboutView { version: string; java: string; system: string; processors: number; heapBytes: number; database: string; startedAt: string; licence: string }

function useAdmin<T>(what: string) {
  return useQuery({ queryKey: ['admin', what], queryFn: ({ signal }) => get<T>(`/api/admin/${what}`, {}, signal), refetchInterval: REFETCH_MILLIS });
}

export function Health() {
  return (
    <Loaded of={useAdmin<Part[]>('health')}>
      {parts => (
        <Stack gap="xs">
          {parts.map(one => (
            <Paper key={one.name} withBorder p="sm">
              <Group justify="space-between" gap="xs"><Text fw={600}>{one.name}</Text><StateBadge list="health" state={one.state} /></Group>
              <Text size="sm">{one.detail}</Text>
            </Paper>
          ))}
        </Stack>
      )}
    </Loaded>
  );
}

export function Disk() {
  const { t, language } = useSpeech();
  return (
    <Loaded of={useAdmin<DiskView>('disk')}>
      {disk => {
        const used = Math.round((100 * (disk.totalBytes - disk.usableBytes)) / Math.max(1, disk.totalBytes));
        return (
          <Paper withBorder p="md">
            <Title order={2} size="h4">{t('disk.free', { free: bytes(disk.usableBytes, language), total: bytes(disk.totalBytes, language) })}</Title>
            <Progress my="sm" size="lg" value={used} color={used > 90 ? 'red' : 'moss'} aria-label={t('disk.used', { count: used })} />
            <Text>{t('disk.growth', { growth: bytes(disk.growthBytesADay, language) })}</Text>
            {disk.daysLeft === undefined ? (
              <Text c="dimmed">{t('disk.still')}</Text>
            ) : (
              <Text fw={600} c={disk.daysLeft < SOON_DAYS ? 'var(--mantine-color-error)' : undefined}>{t('disk.left', { count: disk.daysLeft })}</Text>
            )}
          </Paper>
        );
      }}
    </Loaded>
  );
}

export function Models() {
  const { t, language, word } = useSpeech();
  return (
    <Loaded of={useAdmin<Model[]>('models')}>
      {models => (
        <Stack gap="sm">
          {models.map(one => (
            <Paper key={one.task} withBorder p="md">
              <Text size="sm" c="dimmed">{word('task', one.task)}</Text>
              <Text fw={600}>{one.name ? `${one.name} ${one.version ?? ''}` : t(one.task === 'detect' ? 'models.noDetector' : 'models.noClassifier')}</Text>
              {one.demo && <Text size="sm" fw={600}>{t('models.demo')}</Text>}
              <Text size="sm" c="dimmed">{[one.licence, one.engine, one.since && t('models.since', { at: exactly(one.since, language) })].filter(Boolean).join(' · ')}</Text>
              {one.problem && <Text size="sm" c="var(--mantine-color-error)">{one.problem}</Text>}
            </Paper>
          ))}
          <Text c="dimmed">{t('models.how')} <Code>./trapline models</Code></Text>
        </Stack>
      )}
    </Loaded>
  );
}

export function Backups() {
  const { t, language } = useSpeech();
  return (
    <Loaded of={useAdmin<BackupsView>('backups')}>
      {view => {
        const old = !view.last || Date.now() - Date.parse(view.last.endedAt) > OLD_BACKUP_MILLIS;
        return (
          <Stack>
            <Alert color={old ? 'red' : 'moss'} variant="outline" title={view.last ? t('backups.last', { at: exactly(view.last.endedAt, language) }) : t('backups.never')}>
              {view.last && <Text ff="monospace" size="sm">{view.last.folder}, {bytes(view.last.bytes, language)}</Text>}
              {old && <Text>{t('backups.old')}</Text>}
            </Alert>
            <Text>{t('backups.how')}</Text>
            <Code block>{view.command}</Code>
            <Text c="dimmed" size="sm">{t('backups.restore')}</Text>
          </Stack>
        );
      }}
    </Loaded>
  );
}

export function About() {
  const { t, language } = useSpeech();
  const row = (name: string, value: ReactNode) => <Table.Tr key={name}><Table.Th scope="row" w="10rem">{name}</Table.Th><Table.Td>{value}</Table.Td></Table.Tr>;
  return (
    <Loaded of={useAdmin<AboutView>('about')}>
      {about => (
        <Table>
          <Table.Tbody>
            {row(t('about.version'), about.version)}
            {row(t('about.licence'), about.licence)}
            {row('Java', about.java)}
            {row(t('about.database'), about.database)}
            {row(t('about.system'), about.system)}
            {row(t('about.processors'), about.processors)}
            {row(t('about.memory'), bytes(about.heapBytes, language))}
            {row(t('about.started'), exactly(about.startedAt, language))}
          </Table.Tbody>
        </Table>
      )}
    </Loaded>
  );
}
