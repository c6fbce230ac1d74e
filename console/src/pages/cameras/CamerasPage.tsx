import { Anchor, Button, Group, Paper, SegmentedControl, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import type { Camera } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { Loaded } from '../../parts/Loaded';
import { PageHead } from '../../parts/PageHead';
import { StateBadge } from '../../parts/StateBadge';
import { TimeText } from '../../parts/TimeText';
import { CameraMap } from './CameraMap';
import { useApproval } from './decisions';
import { TesterLink } from './Field';
import { Battery, Signal } from './Health';
import { useCameras } from './useCameras';
import { WideTable } from '../../parts/WideTable';

const STATES = ['pending', 'approved', 'retired'] as const;

export default function CamerasPage() {
  const { t, word } = useSpeech();
  const cameras = useCameras();
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState('');
  const state = search.get('state') ?? '';
  const view = search.get('view') ?? 'table';
  const { may } = usePerson();
  const set = (name: string, value: string) =>
    setSearch(
      now => {
        const next = new URLSearchParams(now);
        if (value) {
          next.set(name, value);
        } else {
          next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
  return (
    <>
      <PageHead title={t('cameras.title')}>{may('analyst') && <TesterLink />}</PageHead>
      <Loaded of={{ ...cameras, data: cameras.items }}>
        {items =>
          items.length === 0 ? (
            <Empty title={t('cameras.none')} text={t('cameras.noneText')} />
          ) : (
            <Stack gap="lg">
              <Pending cameras={items.filter(one => one.state === 'pending')} />
              <Group gap="sm">
                <SegmentedControl
                  aria-label={t('cameras.state')}
                  value={state}
                  onChange={value => set('state', value)}
                  data={[{ value: '', label: t('cameras.all') }, ...STATES.map(one => ({ value: one, label: word('cameraState', one) }))]}
                />
                <SegmentedControl aria-label={t('care.view')} value={view} onChange={value => set('view', value === 'table' ? '' : value)} data={[{ value: 'table', label: t('care.table') }, { value: 'map', label: t('care.map') }]} />
                <TextInput w={{ base: '100%', xs: 270 }} aria-label={t('cameras.search')} placeholder={t('cameras.search')} value={text} onChange={event => setText(event.currentTarget.value)} />
              </Group>
              {view === 'map' ? <CameraMap cameras={items.filter(one => (!state || one.state === state) && fits(one, text))} /> : <CameraTable cameras={items.filter(one => (!state || one.state === state) && fits(one, text))} />}
            </Stack>
          )
        }
      </Loaded>
    </>
  );
}

function fits(camera: Camera, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return [camera.name, camera.deviceId, camera.site, camera.make, camera.model].some(one => one?.toLowerCase().includes(wanted));
}

/** Cameras that nobody has approved yet: they are recorded, but alert nobody. */
function Pending({ cameras }: { cameras: Camera[] }) {
  const { t } = useSpeech();
  if (cameras.length === 0) {
    return null;
  }
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} size="h4">{t('cameras.pending')}</Title>
      <Text c="dimmed" mb="sm">{t('cameras.pendingText')}</Text>
      <Stack gap="xs">{cameras.map(one => <PendingRow key={one.cameraId} camera={one} />)}</Stack>
    </Paper>
  );
}

function PendingRow({ camera }: { camera: Camera }) {
  const { t } = useSpeech();
  const { may } = usePerson();
  const approval = useApproval(camera);
  return (
    <Group justify="space-between" gap="xs">
      <div>
        <Anchor component={Link} to={`/cameras/${camera.cameraId}`}>{camera.name}</Anchor>
        <Text size="sm" c="dimmed">{[camera.make, camera.model, camera.sourceId].filter(Boolean).join(' · ')} · <TimeText at={camera.firstReceivedAt} /></Text>
      </div>
      {may('admin', camera.projectId) && <Button size="sm" loading={approval.isPending} onClick={() => approval.mutate()}>{t('cameras.approve')}</Button>}
    </Group>
  );
}

function CameraTable({ cameras }: { cameras: Camera[] }) {
  const { t } = useSpeech();
  const sorted = useMemo(() => [...cameras].sort((a, b) => a.name.localeCompare(b.name)), [cameras]);
  if (sorted.length === 0) {
    return <Text c="dimmed">{t('cameras.noneMatch')}</Text>;
  }
  return (
    <WideTable minWidth={640}>
      <Table verticalSpacing="sm" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('cameras.name')}</Table.Th>
            <Table.Th>{t('cameras.site')}</Table.Th>
            <Table.Th>{t('cameras.state')}</Table.Th>
            <Table.Th>{t('cameras.heard')}</Table.Th>
            <Table.Th>{t('cameras.battery')}</Table.Th>
            <Table.Th>{t('cameras.signal')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sorted.map(one => (
            <Table.Tr key={one.cameraId}>
              <Table.Td>
                <Anchor component={Link} to={`/cameras/${one.cameraId}`} fw={600}>{one.name}</Anchor>
                <Text size="sm" c="dimmed">{[one.make, one.model].filter(Boolean).join(' ') || one.deviceId}</Text>
              </Table.Td>
              <Table.Td>{one.site ?? '–'}</Table.Td>
              <Table.Td><StateBadge list="cameraState" state={one.state} /></Table.Td>
              <Table.Td><TimeText at={one.lastReceivedAt} /></Table.Td>
              <Table.Td><Battery percent={one.health?.batteryPercent} /></Table.Td>
              <Table.Td><Signal csq={one.health?.signalCsq} /></Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}
