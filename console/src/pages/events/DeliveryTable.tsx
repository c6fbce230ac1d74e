import { Anchor, Button, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { post } from '../../api/client';
import type { Delivery } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { StateBadge } from '../../parts/StateBadge';
import { exactly } from '../../parts/time';
import { TimeText } from '../../parts/TimeText';
import { useToasts } from '../../parts/toasts';
import { WideTable } from '../../parts/WideTable';

/** Who was told by which channel, each with its attempts and a way to try again. */
export function DeliveryTable({ deliveries, withAlert = false }: { deliveries: Delivery[]; withAlert?: boolean }) {
  const { t } = useSpeech();
  return (
    <WideTable minWidth={520}>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('delivery.channel')}</Table.Th>
            <Table.Th>{t('delivery.recipient')}</Table.Th>
            <Table.Th>{t('delivery.state')}</Table.Th>
            <Table.Th>{t('delivery.attempts')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {deliveries.map(one => <Row key={one.deliveryId} delivery={one} withAlert={withAlert} />)}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}

function Row({ delivery, withAlert }: { delivery: Delivery; withAlert: boolean }) {
  const { t, language, word } = useSpeech();
  const { may } = usePerson();
  const { tell, complain } = useToasts();
  const queries = useQueryClient();
  const [open, setOpen] = useState(delivery.state === 'failed');
  const again = useMutation({
    mutationFn: () => post<Delivery>(`/api/deliveries/${delivery.deliveryId}/redrive`),
    onSuccess: () => {
      tell(t('delivery.triedAgain'));
      ['deliveries', 'alerts', 'now'].forEach(key => void queries.invalidateQueries({ queryKey: [key] }));
    },
    onError: complain,
  });
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td>{delivery.channel}</Table.Td>
      <Table.Td>{delivery.recipient}</Table.Td>
      <Table.Td>
        <StateBadge list="deliveryState" state={delivery.state} />
        <Text size="sm" c="dimmed"><TimeText at={delivery.settledAt ?? delivery.createdAt} /></Text>
        {withAlert && <AlertLink alertId={delivery.alertId} />}
      </Table.Td>
      <Table.Td>
        <Stack gap={4} align="flex-start">
          {delivery.attempts.length === 0 ? (
            <Text size="sm" c="dimmed">{t('delivery.none')}</Text>
          ) : (
            <Anchor component="button" type="button" size="sm" onClick={() => setOpen(!open)} aria-expanded={open}>{t('delivery.tries', { count: delivery.attempts.length })}</Anchor>
          )}
          {open && delivery.attempts.map(one => (
            <Text key={one.number} size="sm">
              {one.number}. {word('outcome', one.outcome ?? 'running')}, {exactly(one.startedAt, language)}
              {one.reason && <><br />{one.reason}</>}
              {one.receipt && <Text span size="sm" c="dimmed"><br />{t('delivery.receipt', { receipt: one.receipt })}</Text>}
            </Text>
          ))}
          {delivery.nextAttemptAt && delivery.state === 'due' && <Text size="sm" c="dimmed">{t('delivery.next', { at: exactly(delivery.nextAttemptAt, language) })}</Text>}
          {delivery.state === 'failed' && may('analyst', delivery.projectId) && <Button size="xs" variant="default" loading={again.isPending} onClick={() => again.mutate()}>{t('tryAgain')}</Button>}
        </Stack>
      </Table.Td>
    </Table.Tr>
  );
}

function AlertLink({ alertId }: { alertId: string }) {
  const { t } = useSpeech();
  return <Anchor size="sm" component={Link} to={`/deliveries?alert=${alertId}`}>{t('delivery.alert')}</Anchor>;
}
