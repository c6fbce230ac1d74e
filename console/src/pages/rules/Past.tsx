import { Paper, Table, Text } from '@mantine/core';
import { useSpeech } from '../../i18n';
import { moment } from '../../parts/time';
import { WideTable } from '../../parts/WideTable';
import type { DryRun } from './types';

/** What a rule would have sent. */
export function Past({ run }: { run: DryRun }) {
  const { t, language } = useSpeech();
  return (
    <Paper withBorder p="md" role="status">
      <Text fw={600}>{run.said}</Text>
      <Text size="sm" c="dimmed">{t('past.numbers', { held: run.held, alerts: run.alerts, messages: run.messages })}</Text>
      {!run.complete && <Text size="sm" c="dimmed">{t('past.part')}</Text>}
      {run.examples.length > 0 && (
        <WideTable minWidth={360}>
          <Table mt="sm">
            <Table.Thead><Table.Tr><Table.Th>{t('past.at')}</Table.Th><Table.Th>{t('past.about')}</Table.Th><Table.Th>{t('past.place')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {run.examples.map((one, index) => (
                <Table.Tr key={index}><Table.Td>{moment(one.at, language)}</Table.Td><Table.Td>{one.about}</Table.Td><Table.Td>{one.place}</Table.Td></Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
    </Paper>
  );
}
