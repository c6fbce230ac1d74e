import { ActionIcon, Anchor, Badge, Button, Grid, Group, List, Paper, Select, Stack, Text, TextInput, Timeline, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router-dom';
import { post, remove } from '../../api/client';
import type { Camera } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Thumbnail } from '../../parts/CaptureCard';
import { Minus } from '../../parts/icons';
import { Loaded } from '../../parts/Loaded';
import { exactly, moment } from '../../parts/time';
import { useDeployments } from '../map/useMap';
import { ClockRepairs } from './ClockRepairs';
import { type Maintenance, type Reference, type Update, useCare, useCareChange } from './useCare';

const KINDS = ['visit', 'battery', 'card', 'moved', 'repair', 'settings', 'other'] as const;

/** What is known of a camera in the field, and what people write down about it. */
export function Field({ camera }: { camera: Camera }) {
  const { may } = usePerson();
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Stack gap="lg">
          <Deployments camera={camera} />
          <Log camera={camera} />
          {may('admin', camera.projectId) && <ClockRepairs camera={camera} />}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Stack gap="lg">
          <ReferencePicture camera={camera} />
          <Updates camera={camera} />
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function Deployments({ camera }: { camera: Camera }) {
  const { t, language } = useSpeech();
  const { may } = usePerson();
  const deployments = useDeployments(camera.cameraId);
  const change = useCareChange(camera.cameraId);
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} size="h4">{t('care.deployments')}</Title>
      <Text size="sm" c="dimmed" mb="sm">{t('care.deploymentsText')}</Text>
      <Loaded of={deployments} height={60}>
        {all =>
          all.length === 0 ? (
            <Text c="dimmed">{t('care.noDeployments')}</Text>
          ) : (
            <Stack gap="sm">
              {all.map(one => (
                <Group key={one.deploymentId} justify="space-between" gap="xs">
                  <div>
                    <Text fw={600} td={one.undoneAt ? 'line-through' : undefined}>{one.site ?? `${one.latitude.toFixed(4)}, ${one.longitude.toFixed(4)}`}</Text>
                    <Text size="sm" c="dimmed">{moment(one.startedAt, language)} – {one.endedAt ? moment(one.endedAt, language) : t('care.lasting')}{one.undoneBy && ` · ${t('care.undone', { by: one.undoneBy })}`}</Text>
                  </div>
                  {may('admin', camera.projectId) && !one.endedAt && !one.undoneAt && <Button size="compact-sm" variant="default" loading={change.isPending} onClick={() => change.mutate(() => post(`/api/cameras/${camera.cameraId}/deployments/${one.deploymentId}/undo`))}>{t('care.undo')}</Button>}
                </Group>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Paper>
  );
}

function Log({ camera }: { camera: Camera }) {
  const { t, language, word } = useSpeech();
  const { may } = usePerson();
  const lines = useCare<Maintenance[]>(camera.cameraId, 'maintenance');
  const change = useCareChange(camera.cameraId);
  const [kind, setKind] = useState<string>('visit');
  const [note, setNote] = useState('');
  const [when, setWhen] = useState('');
  const analyst = may('analyst', camera.projectId);
  const write = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(() => post(`/api/cameras/${camera.cameraId}/maintenance`, { kind, ...(note.trim() ? { note: note.trim() } : {}), ...(when ? { doneAt: new Date(when).toISOString() } : {}) }), { onSuccess: () => setNote('') });
  };
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} size="h4" mb="sm">{t('care.maintenance')}</Title>
      {analyst && (
        <form onSubmit={write}>
          <Group gap="xs" align="flex-end" mb="sm">
            <Select label={t('care.kind')} w={180} allowDeselect={false} value={kind} onChange={value => setKind(value ?? 'visit')} data={KINDS.map(one => ({ value: one, label: word('maintenance', one) }))} />
            <TextInput type="datetime-local" label={t('care.when')} value={when} onChange={event => setWhen(event.currentTarget.value)} />
            <TextInput label={t('care.note')} style={{ flex: '1 1 10rem' }} maxLength={2000} value={note} onChange={event => setNote(event.currentTarget.value)} />
            <Button type="submit" loading={change.isPending}>{t('care.write')}</Button>
          </Group>
        </form>
      )}
      <Loaded of={lines} height={60}>
        {all => (all ?? []).length === 0 ? <Text c="dimmed">{t('care.noMaintenance')}</Text> : (
          <List listStyleType="none" spacing="xs">
            {(all ?? []).map(one => (
              <List.Item key={one.maintenanceId}>
                <Group gap="xs" wrap="nowrap" align="flex-start">
                  <div><Text><Text span fw={600}>{word('maintenance', one.kind)}</Text>{one.note && ` · ${one.note}`}</Text><Text size="sm" c="dimmed">{moment(one.doneAt, language)} · {one.writtenBy}</Text></div>
                  {analyst && <ActionIcon ml="auto" variant="subtle" aria-label={t('care.strike')} onClick={() => change.mutate(() => remove(`/api/cameras/${camera.cameraId}/maintenance/${one.maintenanceId}`))}><Minus /></ActionIcon>}
                </Group>
              </List.Item>
            ))}
          </List>
        )}
      </Loaded>
    </Paper>
  );
}

function ReferencePicture({ camera }: { camera: Camera }) {
  const { t } = useSpeech();
  const { may } = usePerson();
  const reference = useCare<Reference>(camera.cameraId, 'reference');
  const change = useCareChange(camera.cameraId);
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} size="h4" mb="sm">{t('care.reference')}</Title>
      <Loaded of={reference} height={120}>
        {found =>
          found ? (
            <>
              <Link to={`/pictures/${found.captureId}`}><Thumbnail src={`/api/captures/${found.captureId}/thumbnail`} alt={t('care.reference')} /></Link>
              <Group justify="space-between" mt="xs"><Text size="sm" c="dimmed">{t('care.referenceText', { by: found.setBy })}</Text>{may('analyst', camera.projectId) && <Button size="compact-sm" variant="default" onClick={() => change.mutate(() => remove(`/api/cameras/${camera.cameraId}/reference`))}>{t('care.forget')}</Button>}</Group>
            </>
          ) : (
            <Text c="dimmed">{t('care.noReference')}</Text>
          )
        }
      </Loaded>
    </Paper>
  );
}

function Updates({ camera }: { camera: Camera }) {
  const { t, language, word } = useSpeech();
  const updates = useCare<Update[]>(camera.cameraId, 'updates');
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} size="h4" mb="sm">{t('care.updates')}</Title>
      <Loaded of={updates} height={120}>
        {all => (
          <Timeline bulletSize={12} lineWidth={2} active={all?.length ?? 0} color="moss">
            {(all ?? []).slice(0, 20).map((one, place) => (
              <Timeline.Item key={place} title={word('update', one.what)}>
                <Text size="sm" c="dimmed">{exactly(one.at, language)}{one.who && ` · ${one.who}`}</Text>
                {one.detail && <Text size="sm">{one.detail}</Text>}
              </Timeline.Item>
            ))}
          </Timeline>
        )}
      </Loaded>
    </Paper>
  );
}

/** What the profiles said of a file, in the order in which they were tried. */
export function Profiles({ profiles }: { profiles: { profile: string; fits: boolean; chosen: boolean; why: string }[] }) {
  const { t } = useSpeech();
  return (
    <List listStyleType="none" spacing={6}>
      {profiles.map(one => (
        <List.Item key={one.profile}>
          <Text size="sm" c={one.fits ? undefined : 'dimmed'}><Text span fw={600} size="sm">{one.profile}</Text>: {one.why} {one.chosen && <Badge variant="light" tt="none">{t('care.chosenProfile')}</Badge>}</Text>
        </List.Item>
      ))}
    </List>
  );
}

/** A way to a page, for those who may go there. */
export function TesterLink() {
  const { t } = useSpeech();
  return <Anchor component={Link} to="/cameras/profiles">{t('tester.title')}</Anchor>;
}
