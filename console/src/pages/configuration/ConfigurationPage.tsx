import { Alert, Anchor, Paper, Stack, Table, Tabs, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';
import { ApiProblem, get } from '../../api/client';
import type { ConfigView, Stages } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { Loaded } from '../../parts/Loaded';
import { PageHead } from '../../parts/PageHead';
import { duration, exactly } from '../../parts/time';
import { ProblemList } from '../../parts/schema/ProblemList';
import { WideTable } from '../../parts/WideTable';
import { Files } from './Files';
import { History } from './History';

const REFETCH_MILLIS = 5_000;

const TABS = ['state', 'files', 'history'] as const;

/** Whether what stands in the files is what runs, what waits before each stage, and the files themselves. */
export default function ConfigurationPage() {
  const { t } = useSpeech();
  const { me } = usePerson();
  const config = useConfig();
  const [search, setSearch] = useSearchParams();
  if (config.error instanceof ApiProblem && config.error.status === 403) {
    return <Empty title={t('notYours.title')} text={t('notYours.text')} />;
  }
  const tab = search.has('file') ? 'files' : (TABS.find(one => one === search.get('tab')) ?? 'state');
  return (
    <>
      <PageHead title={t('nav.configuration')} />
      <Tabs value={tab} onChange={value => setSearch(value && value !== 'state' ? { tab: value } : {}, { replace: true })} keepMounted={false}>
        <Tabs.List mb="md">{TABS.map(one => <Tabs.Tab key={one} value={one}>{t(`config.tab.${one}`)}</Tabs.Tab>)}</Tabs.List>
        <Tabs.Panel value="state">
          <Stack gap="lg">
            <State />
            {me.serverAdmin && <Waiting />}
            {me.serverAdmin && <Text c="dimmed">{t('config.more')} <Anchor href="/actuator/hawtio" underline="always">Hawtio</Anchor>.</Text>}
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="files"><Files /></Tabs.Panel>
        <Tabs.Panel value="history"><History /></Tabs.Panel>
      </Tabs>
    </>
  );
}

function useConfig() {
  return useQuery({ queryKey: ['config'], queryFn: ({ signal }) => get<ConfigView>('/api/config', {}, signal), refetchInterval: REFETCH_MILLIS });
}

function State() {
  const { t, language } = useSpeech();
  const config = useConfig();
  return (
    <Loaded of={config} height={120}>
      {view => {
        const well = view.problems.length === 0 && view.routeProblems.length === 0;
        return (
          <Stack gap="sm">
            <Alert color={well ? 'moss' : 'red'} variant="outline" title={t(well ? 'config.well' : 'config.problems')}>
              {t(well ? 'config.wellText' : 'config.problemsText', { at: exactly(view.appliedAt, language) })}
            </Alert>
            <ProblemList problems={view.problems} />
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
