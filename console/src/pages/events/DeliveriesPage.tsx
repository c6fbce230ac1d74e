import { Anchor, Button, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router-dom';
import { get } from '../../api/client';
import type { AlertWithDeliveries, Delivery } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { ListFoot } from '../../parts/ListFoot';
import { Loaded } from '../../parts/Loaded';
import { PageHead } from '../../parts/PageHead';
import { usePages } from '../../parts/pages';
import { AlertPanel } from './AlertPanel';
import { DeliveryTable } from './DeliveryTable';

const STATES = ['due', 'accepted', 'failed'];
const REFETCH_MILLIS = 30_000;

export default function DeliveriesPage() {
  const { t } = useSpeech();
  const [search] = useSearchParams();
  const alert = search.get('alert');
  return (
    <>
      <PageHead title={t('deliveries.title')}>
        {alert && <Button variant="default" component={Link} to="/deliveries">{t('deliveries.all')}</Button>}
      </PageHead>
      {alert ? <OneAlert alertId={alert} /> : <All />}
    </>
  );
}

function OneAlert({ alertId }: { alertId: string }) {
  const { t } = useSpeech();
  const alert = useQuery({
    queryKey: ['alerts', 'one', alertId],
    queryFn: ({ signal }) => get<AlertWithDeliveries>(`/api/alerts/${alertId}`, {}, signal),
  });
  return (
    <Stack>
      <AlertPanel alertId={alertId} />
      {alert.data && <Anchor component={Link} to={`/events/${alert.data.alert.eventId}`}>{t('picture.event')}</Anchor>}
    </Stack>
  );
}

function All() {
  const { t, word } = useSpeech();
  const { project } = usePerson();
  const [search, setSearch] = useSearchParams();
  const state = search.get('state') ?? undefined;
  const pages = usePages<Delivery>('deliveries', { project, state }, { refetchMillis: REFETCH_MILLIS });
  return (
    <>
      <Group mb="md">
        <Select aria-label={t('delivery.state')} placeholder={t('delivery.state')} clearable value={state ?? null} onChange={value => setSearch(value ? { state: value } : {}, { replace: true })} data={STATES.map(one => ({ value: one, label: word('deliveryState', one) }))} clearButtonProps={{ 'aria-label': t('filter.clear') }} />
      </Group>
      <Text size="sm" c="dimmed" mb="md" maw={720}>{t('deliveries.text')}</Text>
      <Loaded of={{ ...pages, data: pages.items }}>
        {items => (items.length === 0 ? <Empty title={t('deliveries.none')} text={t('deliveries.noneText')} /> : <DeliveryTable deliveries={items} withAlert />)}
      </Loaded>
      <ListFoot pages={pages} />
    </>
  );
}
