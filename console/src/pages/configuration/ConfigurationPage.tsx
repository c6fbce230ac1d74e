import { Alert, Anchor, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { ConfigView, Stages } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { Loaded } from '../../parts/Loaded';
import { PageHead } from '../../parts/PageHead';
import { duration, exactly } from '../../parts/time';
import { WideTable } from '../../parts/WideTable';

const REFETCH_MILLIS = 5_000;

/** Whether what stands in the files is what runs, and what waits before each stage. */
export default function ConfigurationPage() {
  const { t } = useSpeech();
  const { me } = usePerson();
  if (!me.serverAdmin) {
    return <Empty title={t('notYours.title')} text={t('notYours.text')} />;
  }
  return (
    <>
      <PageHead title={t('nav.configuration')} />
      <Stack gap="lg">
        <Files />
        <Waiting />
        <Text c="dimmed">{t('config.more')} <Anchor href="/actuator/hawtio" underline="always">Hawtio</Anchor>.</Text>
      </Stack>
    </>
  );
}

function Files() {
  const { t, language } = useSpeech();
  const config = useQuery({ queryKey: ['config'], queryFn: ({ signal }) => get<ConfigView>('/api/config', {}, signal), refetchInterval: REFETCH_MILLIS });
  return (
    <Loaded of={config} height={120}>
      {view => {
        const well = view.problems.length === 0 && view.routeProblems.length === 0;
        return (
          <Stack gap="sm">
            <Alert color={well ? 'moss' : 'red'} variant="outline" title={t(well ? 'config.well' : 'config.problems')}>
              {t(well ? 'config.wellText' : 'config.problemsText', { at: exactly(view.appliedAt, language) })}
            </Alert>
            {view.problems.map(one => (
              <Paper key={`${one.file}:${one.line}:${one.column}:${one.what}`} withBorder p="md">
                <Text ff="monospace" fw={600}>{one.file}:{one.line}:{one.column}</Text>
                <Text>{one.what}</Text>
                <Text c="dimmed">{one.howToFix}</Text>
              </Paper>
            ))}
            {view.routeProblems.map(one => <Paper key={one} withBorder p="md"><Text>{one}</Text></Paper>)}
          </Stack>
        );
      }}
    </Loaded>
  );
}

function Waiting() {
  const { t, language, word } = useSpeech();
  const stages = useQuery({ queryKey: ['stages'], queryFn: ({ signal }) => get<Stages>('/api/stages', {}, signal), refetchInterval: REFETCH_MILLIS });
  return (
    <section>
      <Title order={2} size="h4" mb="sm">{t('stages.title')}</Title>
      <Loaded of={stages} height={80}>
        {view =>
          view.waiting.length === 0 && view.failed.length === 0 ? (
            <Text c="dimmed">{t('stages.none')}</Text>
          ) : (
            <WideTable minWidth={420}>
              <Table>
                <Table.Thead><Table.Tr><Table.Th>{t('stages.stage')}</Table.Th><Table.Th>{t('stages.waiting')}</Table.Th><Table.Th>{t('stages.oldest')}</Table.Th><Table.Th>{t('stages.failed')}</Table.Th></Table.Tr></Table.Thead>
                <Table.Tbody>
                  {view.waiting.map(one => (
                    <Table.Tr key={`${one.stage} ${one.part} ${one.lane}`}>
                      <Table.Td>{[word('stage', one.stage), one.part, one.lane === 'backlog' ? word('origin', 'backlog') : ''].filter(Boolean).join(' · ')}</Table.Td>
                      <Table.Td>{one.waiting.toLocaleString(language)}</Table.Td>
                      <Table.Td>{duration(one.oldestSeconds, language)}</Table.Td>
                      <Table.Td>–</Table.Td>
                    </Table.Tr>
                  ))}
                  {view.failed.map(one => (
                    <Table.Tr key={one.stage}><Table.Td>{word('stage', one.stage)}</Table.Td><Table.Td>–</Table.Td><Table.Td>–</Table.Td><Table.Td>{one.failed.toLocaleString(language)}</Table.Td></Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </WideTable>
          )
        }
      </Loaded>
    </section>
  );
}
