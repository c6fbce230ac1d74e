import { Group, Paper, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { AlertWithDeliveries } from '../../api/types';
import { useSpeech } from '../../i18n';
import { Loaded } from '../../parts/Loaded';
import { StateBadge } from '../../parts/StateBadge';
import { name } from '../../parts/seen';
import { exactly } from '../../parts/time';
import { DeliveryTable } from './DeliveryTable';

/** One alert: which rule, for what, and whether each recipient got it. */
export function AlertPanel({ alertId }: { alertId: string }) {
  const { t, language } = useSpeech();
  const alert = useQuery({
    queryKey: ['alerts', 'one', alertId],
    queryFn: ({ signal }) => get<AlertWithDeliveries>(`/api/alerts/${alertId}`, {}, signal),
  });
  return (
    <Loaded of={alert} height={120}>
      {({ alert: one, deliveries }) => (
        <Paper withBorder p="md">
          <Group justify="space-between" gap="xs">
            <Text fw={600}>{one.headline ?? name({ label: one.label, category: one.label })}</Text>
            <StateBadge list="severity" state={one.severity} />
          </Group>
          <Text size="sm" c="dimmed" mb="sm">{t('alert.rule', { rule: one.ruleId })} · {exactly(one.raisedAt, language)}</Text>
          {deliveries.length === 0 ? <Text size="sm">{t('alert.nobody')}</Text> : <DeliveryTable deliveries={deliveries} />}
        </Paper>
      )}
    </Loaded>
  );
}
