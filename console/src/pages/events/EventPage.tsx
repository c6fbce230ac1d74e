import { Button, Group, Paper, Select, Stack, Table, Text, Textarea, TextInput, Timeline, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import { get, patch, post } from '../../api/client';
import type { EventDetail, EventItem, Severity, TrailEntry } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Loaded } from '../../parts/Loaded';
import { PageHead } from '../../parts/PageHead';
import { StateBadge } from '../../parts/StateBadge';
import { name } from '../../parts/seen';
import { exactly, percent } from '../../parts/time';
import { useToasts } from '../../parts/toasts';
import { AlertPanel } from './AlertPanel';
import { Parts } from './Parts';
import { Player } from './Player';
import { EventName } from './EventsPage';
import { WideTable } from '../../parts/WideTable';

export default function EventPage() {
  const { eventId = '' } = useParams();
  const event = useQuery({
    queryKey: ['events', 'one', eventId],
    queryFn: ({ signal }) => get<EventDetail>(`/api/events/${eventId}`, {}, signal),
  });
  return <Loaded of={event}>{detail => <Detail detail={detail} />}</Loaded>;
}

function Detail({ detail }: { detail: EventDetail }) {
  const { t, language } = useSpeech();
  const { event } = detail;
  const { may } = usePerson();
  return (
    <Stack gap="lg">
      <div>
        <PageHead title={[event.cameraName, exactly(event.startedAt, language)].filter(Boolean).join(' · ')} />
        <Group gap="sm">
          <Text fw={600}><EventName event={event} /></Text>
          <StateBadge list="eventState" state={event.state} />
          <StateBadge list="severity" state={event.severity} />
        </Group>
        {event.acknowledgedBy && event.acknowledgedAt && <Text size="sm" c="dimmed">{t('event.acknowledged', { by: event.acknowledgedBy, at: exactly(event.acknowledgedAt, language) })}</Text>}
        {event.summary && <Text mt="xs">{event.summary}</Text>}
        {may('analyst', event.projectId) && <Decisions event={event} />}
      </div>
      {detail.observations.length > 0 && <Observations detail={detail} />}
      <Player detail={detail} />
      {detail.captures.length > 0 && <Parts key={detail.captures.length} detail={detail} />}
      <section>
        <Title order={2} size="h4" mb="sm">{t('event.alerts')}</Title>
        {detail.alerts.length === 0 ? <Text c="dimmed">{t('event.noAlerts')}</Text> : <Stack>{detail.alerts.map(one => <AlertPanel key={one.alertId} alertId={one.alertId} />)}</Stack>}
      </section>
      {may('analyst', event.projectId) && <Notes key={event.version} event={event} />}
      <Trail eventId={event.eventId} version={event.version} />
    </Stack>
  );
}

function useDecision(event: EventItem) {
  const queries = useQueryClient();
  const { complain, tell } = useToasts();
  const { t } = useSpeech();
  return useMutation({
    mutationFn: (decide: () => Promise<EventDetail>) => decide(),
    onSuccess: detail => {
      queries.setQueryData(['events', 'one', event.eventId], detail);
      void queries.invalidateQueries({ queryKey: ['events'] });
      void queries.invalidateQueries({ queryKey: ['now'] });
      tell(t('saved'));
    },
    onError: failure => {
      complain(failure);
      void queries.invalidateQueries({ queryKey: ['events', 'one', event.eventId] });
    },
  });
}

function Decisions({ event }: { event: EventItem }) {
  const { t } = useSpeech();
  const decision = useDecision(event);
  const decide = (verb: string) => decision.mutate(() => post<EventDetail>(`/api/events/${event.eventId}/${verb}`, { version: event.version }));
  return (
    <Group mt="sm" gap="xs">
      {event.state === 'open' && <Button loading={decision.isPending} onClick={() => decide('acknowledge')}>{t('event.acknowledge')}</Button>}
      {event.state !== 'closed' && <Button variant="default" loading={decision.isPending} onClick={() => decide('close')}>{t('event.close')}</Button>}
      {event.state !== 'open' && <Button variant="default" loading={decision.isPending} onClick={() => decide('reopen')}>{t('event.reopen')}</Button>}
    </Group>
  );
}

function Observations({ detail }: { detail: EventDetail }) {
  const { t, language } = useSpeech();
  return (
    <section>
      <Title order={2} size="h4" mb="sm">{t('event.observations')}</Title>
      <WideTable minWidth={360}>
        <Table>
          <Table.Thead><Table.Tr><Table.Th>{t('event.what')}</Table.Th><Table.Th>{t('event.most')}</Table.Th><Table.Th>{t('event.on')}</Table.Th><Table.Th>{t('event.sure')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {detail.observations.map(one => (
              <Table.Tr key={`${one.category} ${one.label}`}>
                <Table.Td>{name(one)}</Table.Td>
                <Table.Td>{one.count}</Table.Td>
                <Table.Td>{t('events.captures', { count: one.captures })}</Table.Td>
                <Table.Td>{percent(one.labelConfidence ?? one.confidence, language)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
    </section>
  );
}

function Notes({ event }: { event: EventItem }) {
  const { t, word } = useSpeech();
  const decision = useDecision(event);
  const [note, setNote] = useState(event.note ?? '');
  const [assignedTo, setAssignedTo] = useState(event.assignedTo ?? '');
  const [severity, setSeverity] = useState<Severity>(event.severity);
  const save = () =>
    decision.mutate(() =>
      patch<EventDetail>(`/api/events/${event.eventId}`, {
        version: event.version,
        ...(note.trim() === (event.note ?? '') ? {} : { note: note.trim() || null }),
        ...(assignedTo.trim() === (event.assignedTo ?? '') ? {} : { assignedTo: assignedTo.trim() || null }),
        ...(severity === event.severity ? {} : { severity }),
      }),
    );
  const changed = note.trim() !== (event.note ?? '') || assignedTo.trim() !== (event.assignedTo ?? '') || severity !== event.severity;
  return (
    <section>
      <Title order={2} size="h4" mb="sm">{t('event.notes')}</Title>
      <Paper withBorder p="md">
        <Stack gap="sm">
          <Textarea label={t('event.note')} autosize minRows={2} maxLength={4000} value={note} onChange={change => setNote(change.currentTarget.value)} />
          <Group grow align="flex-end">
            <TextInput label={t('event.assignedTo')} maxLength={200} value={assignedTo} onChange={change => setAssignedTo(change.currentTarget.value)} />
            <Select label={t('event.severity')} allowDeselect={false} value={severity} onChange={value => setSeverity(value as Severity)} data={(['info', 'warning', 'critical'] as const).map(one => ({ value: one, label: word('severity', one) }))} />
          </Group>
          <Group><Button onClick={save} disabled={!changed} loading={decision.isPending}>{t('save')}</Button></Group>
        </Stack>
      </Paper>
    </section>
  );
}

function Trail({ eventId, version }: { eventId: string; version: number }) {
  const { t, language, word } = useSpeech();
  const trail = useQuery({
    queryKey: ['events', 'trail', eventId, version],
    queryFn: ({ signal }) => get<TrailEntry[]>(`/api/events/${eventId}/history`, {}, signal),
  });
  if (!trail.data?.length) {
    return null;
  }
  return (
    <section>
      <Title order={2} size="h4" mb="sm">{t('event.trail')}</Title>
      <Timeline bulletSize={12} lineWidth={2} active={trail.data.length} color="moss">
        {trail.data.map(one => (
          <Timeline.Item key={one.number} title={word('trail', one.what)}>
            <Text size="sm" c="dimmed">{exactly(one.at, language)} · {one.who} ({one.how})</Text>
            {one.detail && <Text size="sm">{one.detail}</Text>}
          </Timeline.Item>
        ))}
      </Timeline>
    </section>
  );
}
