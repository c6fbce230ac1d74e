import { Button, Group, Modal, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { get, post } from '../../api/client';
import type { Delivery } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { ListFoot } from '../../parts/ListFoot';
import { Loaded } from '../../parts/Loaded';
import { usePages } from '../../parts/pages';
import { TimeText } from '../../parts/TimeText';
import { useToasts } from '../../parts/toasts';

interface Redriven { redriven: number; more: boolean }
interface Message { headline: string; text: string; hasPicture: boolean }

/** What never arrived: why, what it said, and ways to send it after all. */
export function DeadLetters() {
  const { t } = useSpeech();
  const { project } = usePerson();
  const { tell, complain } = useToasts();
  const queries = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const channel = search.get('channel') ?? undefined;
  const pages = usePages<Delivery>('deliveries', { project, channel, state: 'failed' });
  const all = useMutation({
    mutationFn: () => post<Redriven>('/api/deliveries/redrive', { project, channel }),
    onSuccess: done => tell(done.more ? t('dead.redrivenMore', { count: done.redriven }) : t('dead.redriven', { count: done.redriven })),
    onError: complain,
    onSettled: () => ['deliveries', 'alerts', 'now'].forEach(key => void queries.invalidateQueries({ queryKey: [key] })),
  });
  return (
    <Stack>
      <Group align="flex-end">
        <TextInput label={t('delivery.channel')} value={channel ?? ''} onChange={event => setSearch({ tab: 'dead', ...(event.currentTarget.value ? { channel: event.currentTarget.value } : {}) }, { replace: true })} />
        {(pages.items?.length ?? 0) > 0 && <Button loading={all.isPending} onClick={() => all.mutate()}>{t('dead.all')}</Button>}
      </Group>
      <Loaded of={{ ...pages, data: pages.items }}>
        {items => items.length === 0 ? <Empty title={t('dead.none')} text={t('dead.noneText')} /> : <Stack gap="sm">{items.map(one => <Letter key={one.deliveryId} delivery={one} />)}</Stack>}
      </Loaded>
      <ListFoot pages={pages} />
    </Stack>
  );
}

function Letter({ delivery }: { delivery: Delivery }) {
  const { t } = useSpeech();
  const { may } = usePerson();
  const { tell, complain } = useToasts();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const last = delivery.attempts.at(-1);
  const again = useMutation({
    mutationFn: (body?: { channel: string; recipient: string }) =>
      body ? post<Redriven>(`/api/deliveries/${delivery.deliveryId}/redirect`, body) : post(`/api/deliveries/${delivery.deliveryId}/redrive`),
    onSuccess: () => {
      tell(t('delivery.triedAgain'));
      setOpen(false);
      void queries.invalidateQueries({ queryKey: ['deliveries'] });
    },
    onError: complain,
  });
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{delivery.channel} · {delivery.recipient}</Text>
        <Text size="sm" c="dimmed"><TimeText at={delivery.settledAt ?? delivery.createdAt} /></Text>
      </Group>
      <Text size="sm">{last?.reason ?? t('delivery.none')}</Text>
      <Group mt="xs" gap="xs">
        {may('analyst', delivery.projectId) && <Button size="xs" variant="default" loading={again.isPending} onClick={() => again.mutate(undefined)}>{t('tryAgain')}</Button>}
        {may('admin', delivery.projectId) && <Button size="xs" variant="default" onClick={() => setOpen(true)}>{t('dead.edit')}</Button>}
      </Group>
      {open && <Edit delivery={delivery} busy={again.isPending} send={body => again.mutate(body)} close={() => setOpen(false)} />}
    </Paper>
  );
}

function Edit({ delivery, busy, send, close }: { delivery: Delivery; busy: boolean; send: (body: { channel: string; recipient: string }) => void; close: () => void }) {
  const { t } = useSpeech();
  const [channel, setChannel] = useState(delivery.channel);
  const [recipient, setRecipient] = useState(delivery.recipient);
  const message = useQuery({ queryKey: ['deliveries', 'message', delivery.deliveryId], queryFn: ({ signal }) => get<Message>(`/api/deliveries/${delivery.deliveryId}/message`, {}, signal) });
  return (
    <Modal opened onClose={close} title={t('dead.edit')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={event => { event.preventDefault(); send({ channel, recipient }); }}>
        <Stack>
          <TextInput label={t('delivery.channel')} value={channel} onChange={event => setChannel(event.currentTarget.value)} />
          <TextInput label={t('delivery.recipient')} value={recipient} onChange={event => setRecipient(event.currentTarget.value)} data-autofocus />
          <Loaded of={message} height={120}>
            {said => (
              <Paper withBorder p="sm">
                <Text fw={600}>{said.headline}</Text>
                <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>{said.text}</Text>
                {said.hasPicture && <Text size="sm" c="dimmed">{t('dead.picture')}</Text>}
              </Paper>
            )}
          </Loaded>
          <Group><Button type="submit" loading={busy}>{t('dead.send')}</Button></Group>
        </Stack>
      </form>
    </Modal>
  );
}
