import { Anchor, Button, Grid, Group, NumberInput, Paper, SimpleGrid, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { get } from '../../api/client';
import type { Camera, CameraWithReports, CaptureItem, Page } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { CaptureCard } from '../../parts/CaptureCard';
import { Loaded } from '../../parts/Loaded';
import { PageHead } from '../../parts/PageHead';
import { StateBadge } from '../../parts/StateBadge';
import { exactly, percent } from '../../parts/time';
import { TimeText } from '../../parts/TimeText';
import { useApproval, useCameraChange } from './decisions';
import { Field } from './Field';
import { Battery, Signal } from './Health';
import { HealthCurves } from './HealthCurves';
import { WideTable } from '../../parts/WideTable';

export default function CameraPage() {
  const { cameraId = '' } = useParams();
  const camera = useQuery({
    queryKey: ['cameras', 'one', cameraId],
    queryFn: ({ signal }) => get<CameraWithReports>(`/api/cameras/${cameraId}`, {}, signal),
  });
  const newest = useNewest(cameraId);
  // All at once, so that nothing moves when the pictures come.
  return <Loaded of={{ ...camera, data: newest.data || newest.error ? camera.data : undefined }}>{found => <Detail found={found} />}</Loaded>;
}

function Detail({ found }: { found: CameraWithReports }) {
  const { t } = useSpeech();
  const { may } = usePerson();
  const { camera, reports } = found;
  const approval = useApproval(camera);
  const change = useCameraChange(camera);
  const admin = may('admin', camera.projectId);
  return (
    <Stack gap="lg">
      <div>
        <PageHead title={camera.name}>
          {admin && camera.state === 'pending' && <Button loading={approval.isPending} onClick={() => approval.mutate()}>{t('cameras.approve')}</Button>}
          {admin && camera.state === 'approved' && <Button variant="default" loading={change.isPending} onClick={() => change.mutate({ state: 'retired' })}>{t('camera.retire')}</Button>}
          {admin && camera.state === 'retired' && <Button variant="default" loading={change.isPending} onClick={() => change.mutate({ state: 'approved' })}>{t('camera.useAgain')}</Button>}
        </PageHead>
        <Group gap="sm">
          <StateBadge list="cameraState" state={camera.state} />
          <Text c="dimmed">{t('camera.heard')} <TimeText at={camera.lastReceivedAt} /></Text>
        </Group>
      </div>
      <Newest camera={camera} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: admin ? 6 : 12 }}><Facts camera={camera} /></Grid.Col>
        {admin && <Grid.Col span={{ base: 12, md: 6 }}><Settings key={camera.cameraId} camera={camera} /></Grid.Col>}
      </Grid>
      <HealthCurves camera={camera} />
      <Field camera={camera} />
      <Reports found={{ camera, reports }} />
    </Stack>
  );
}

function useNewest(cameraId: string) {
  return useQuery({
    queryKey: ['captures', 'of camera', cameraId],
    queryFn: ({ signal }) => get<Page<CaptureItem>>('/api/captures', { camera: cameraId, limit: 6 }, signal),
  });
}

function Newest({ camera }: { camera: Camera }) {
  const { t } = useSpeech();
  const captures = useNewest(camera.cameraId);
  const search = `?camera=${camera.cameraId}`;
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">{t('now.newest')}</Title>
        <Anchor component={Link} to={`/pictures${search}`}>{t('camera.pictures')}</Anchor>
      </Group>
      <Loaded of={captures} height={180}>
        {page => (page.items.length === 0 ? <Text c="dimmed">{t('camera.noPictures')}</Text> : <div className="grid">{page.items.map(one => <CaptureCard key={one.captureId} capture={one} to={`/pictures/${one.captureId}${search}`} />)}</div>)}
      </Loaded>
    </section>
  );
}

function Facts({ camera }: { camera: Camera }) {
  const { t, language } = useSpeech();
  const facts: [string, ReactNode][] = [
    [t('camera.device'), camera.deviceId],
    [t('camera.model'), [camera.make, camera.model].filter(Boolean).join(' ') || '–'],
    [t('camera.source'), [camera.sourceId, camera.profile].filter(Boolean).join(' · ')],
    [t('camera.position'), camera.position ? `${camera.position.latitude.toFixed(5)}, ${camera.position.longitude.toFixed(5)}` : '–'],
    [t('camera.first'), exactly(camera.firstReceivedAt, language)],
    [t('camera.approved'), camera.approvedAt ? `${exactly(camera.approvedAt, language)}${camera.approvedBy ? ` · ${camera.approvedBy}` : ''}` : '–'],
  ];
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4" mb="sm">{t('camera.facts')}</Title>
      <Table variant="vertical" layout="fixed">
        <Table.Tbody>
          {facts.map(([label, value]) => (
            <Table.Tr key={label}><Table.Th w={130} fw={500}>{label}</Table.Th><Table.Td>{value}</Table.Td></Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function Settings({ camera }: { camera: Camera }) {
  const { t } = useSpeech();
  const change = useCameraChange(camera);
  const [name, setName] = useState(camera.name);
  const [site, setSite] = useState(camera.site ?? '');
  const [zone, setZone] = useState(camera.zone ?? '');
  const [independence, setIndependence] = useState<number | ''>(camera.independenceSeconds ?? '');
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({
      ...(name.trim() === camera.name ? {} : { name: name.trim() }),
      ...(site.trim() === (camera.site ?? '') ? {} : { site: site.trim() || null }),
      ...(zone.trim() === (camera.zone ?? '') ? {} : { zone: zone.trim() || null }),
      ...(independence === (camera.independenceSeconds ?? '') ? {} : { independenceSeconds: independence === '' ? null : independence }),
    });
  };
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4" mb="sm">{t('camera.settings')}</Title>
      <form onSubmit={save}>
        <Stack gap="sm">
          <TextInput label={t('cameras.name')} required maxLength={100} value={name} onChange={event => setName(event.currentTarget.value)} />
          <TextInput label={t('cameras.site')} description={t('camera.siteText')} maxLength={100} value={site} onChange={event => setSite(event.currentTarget.value)} />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <TextInput label={t('camera.zone')} description={t('camera.zoneText')} placeholder="Europe/Berlin" value={zone} onChange={event => setZone(event.currentTarget.value)} />
            <NumberInput label={t('camera.independence')} description={t('camera.independenceText')} min={1} max={86_400} allowDecimal={false} value={independence} onChange={value => setIndependence(typeof value === 'number' ? value : '')} hideControls />
          </SimpleGrid>
          <Group><Button type="submit" loading={change.isPending}>{t('save')}</Button></Group>
        </Stack>
      </form>
    </Paper>
  );
}

function Reports({ found }: { found: CameraWithReports }) {
  const { t, language } = useSpeech();
  if (found.reports.length === 0) {
    return <section><Title order={2} size="h4" mb="xs">{t('camera.reports')}</Title><Text c="dimmed">{t('camera.noReports')}</Text></section>;
  }
  return (
    <section>
      <Title order={2} size="h4" mb="sm">{t('camera.reports')}</Title>
      <WideTable minWidth={640}>
        <Table>
          <Table.Thead><Table.Tr><Table.Th>{t('camera.received')}</Table.Th><Table.Th>{t('cameras.battery')}</Table.Th><Table.Th>{t('cameras.signal')}</Table.Th><Table.Th>{t('camera.card')}</Table.Th><Table.Th>{t('camera.temperature')}</Table.Th><Table.Th>{t('camera.sent')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {found.reports.map(one => (
              <Table.Tr key={one.health.at}>
                <Table.Td>{exactly(one.health.at, language)}</Table.Td>
                <Table.Td><Battery percent={one.health.batteryPercent} /></Table.Td>
                <Table.Td><Signal csq={one.health.signalCsq} /></Table.Td>
                <Table.Td>{one.health.storageUsedPercent === undefined ? '–' : percent(one.health.storageUsedPercent / 100, language)}</Table.Td>
                <Table.Td>{one.health.temperatureCelsius === undefined ? '–' : `${one.health.temperatureCelsius.toLocaleString(language)} °C`}</Table.Td>
                <Table.Td>{one.picturesSent ?? '–'} / {one.picturesTotal ?? '–'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </section>
  );
}
