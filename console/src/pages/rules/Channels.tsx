import { Alert, Anchor, Badge, Button, Group, Modal, Paper, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { get, post, put } from '../../api/client';
import type { Delivery } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { Loaded } from '../../parts/Loaded';
import { useToasts } from '../../parts/toasts';
import { DeliveryTable } from '../events/DeliveryTable';
import type { ChannelDetails, ChannelView, Parking } from './types';

const WAIT_MILLIS = 1_000;

/** How people are reached: whether each way works, and a message to try it. */
export function Channels() {
  const { t } = useSpeech();
  const channels = useQuery({ queryKey: ['channels'], queryFn: ({ signal }) => get<ChannelView[]>('/api/channels', {}, signal) });
  const [tested, setTested] = useState<ChannelView>();
  return (
    <Stack>
      <ParkingSwitch />
      <Group justify="space-between">
        <Text c="dimmed">{t('channels.text')}</Text>
        <Button component={Link} to="/configuration?file=channels.yaml" variant="default">{t('channels.edit')}</Button>
      </Group>
      <Loaded of={channels}>
        {all => all.length === 0 ? <Empty title={t('channels.none')} text={t('channels.noneText')} /> : <Stack gap="sm">{all.map(one => <Channel key={one.channelId} view={one} test={() => setTested(one)} />)}</Stack>}
      </Loaded>
      {tested && <TestMessage channel={tested} close={() => setTested(undefined)} />}
    </Stack>
  );
}

function Channel({ view, test }: { view: ChannelView; test: () => void }) {
  const { t } = useSpeech();
  const check = useMutation({ mutationFn: () => get<ChannelDetails>(`/api/channels/${view.channelId}`) });
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Text fw={600}>{view.channelId}</Text>
          <Badge variant="default" tt="none">{view.kind}</Badge>
        </Group>
        <Group gap="xs">
          <Button size="xs" variant="default" loading={check.isPending} onClick={() => check.mutate()}>{t('channels.check')}</Button>
          <Button size="xs" variant="default" onClick={test}>{t('channels.test')}</Button>
          <Anchor size="sm" component={Link} to={`/rules?tab=dead&channel=${view.channelId}`}>{t('channels.dead')}</Anchor>
        </Group>
      </Group>
      {view.resting && <Text size="sm" c="var(--mantine-color-error)">{t('channels.rests')} {view.resting}</Text>}
      {check.data && (
        <Alert mt="sm" color={check.data.party.works ? 'moss' : 'red'} variant="outline" title={t(check.data.party.works ? 'channels.works' : 'channels.worksNot')}>
          {check.data.party.words}
          {check.data.party.groups.map(one => <Text key={one.address} size="sm">{one.name}: {one.address}</Text>)}
        </Alert>
      )}
      {check.error && <Text size="sm" c="var(--mantine-color-error)">{check.error.message}</Text>}
    </Paper>
  );
}

function TestMessage({ channel, close }: { channel: ChannelView; close: () => void }) {
  const { t } = useSpeech();
  const { me, project } = usePerson();
  const { complain } = useToasts();
  const [where, setWhere] = useState(project ?? me.projects[0]?.projectId ?? '');
  const [recipient, setRecipient] = useState('');
  const send = useMutation({
    mutationFn: () => post<{ deliveryId: string }>(`/api/channels/${channel.channelId}/test`, { projectId: where, recipient }),
    onError: complain,
  });
  const id = send.data?.deliveryId;
  const delivery = useQuery({
    queryKey: ['deliveries', 'one', id],
    queryFn: ({ signal }) => get<Delivery>(`/api/deliveries/${id}`, {}, signal),
    enabled: id !== undefined,
    refetchInterval: query => (query.state.data && query.state.data.state !== 'due' ? false : WAIT_MILLIS),
  });
  return (
    <Modal opened onClose={close} title={t('channels.testOf', { channel: channel.channelId })} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={event => { event.preventDefault(); send.mutate(); }}>
        <Stack>
          <Text c="dimmed" size="sm">{t('channels.testText')}</Text>
          {me.projects.length > 1 && <Select label={t('shell.project')} data={me.projects.map(one => ({ value: one.projectId, label: one.name }))} value={where} onChange={chosen => chosen && setWhere(chosen)} allowDeselect={false} />}
          <TextInput label={t('channels.recipient')} description={t('channels.recipientText')} value={recipient} onChange={event => setRecipient(event.currentTarget.value)} data-autofocus />
          <Group><Button type="submit" loading={send.isPending}>{t('channels.test')}</Button></Group>
          {delivery.data && <DeliveryTable deliveries={[delivery.data]} />}
        </Stack>
      </form>
    </Modal>
  );
}

function ParkingSwitch() {
  const { t } = useSpeech();
  const { complain } = useToasts();
  const queries = useQueryClient();
  const parking = useQuery({ queryKey: ['parking'], queryFn: ({ signal }) => get<Parking>('/api/parking', {}, signal) });
  const turn = useMutation({
    mutationFn: (parked: boolean) => put<Parking>('/api/parking', { parked }),
    onSuccess: state => queries.setQueryData(['parking'], state),
    onError: complain,
  });
  return (
    <Paper withBorder p="md">
      <Switch label={t('parking.switch')} description={t('parking.text')} checked={parking.data?.parked ?? false} disabled={!parking.data || turn.isPending} onChange={event => turn.mutate(event.currentTarget.checked)} />
    </Paper>
  );
}
