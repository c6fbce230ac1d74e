import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { post } from '../../api/client';
import type { FailedJob } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { ListFoot } from '../../parts/ListFoot';
import { Loaded } from '../../parts/Loaded';
import { usePages } from '../../parts/pages';
import { TimeText } from '../../parts/TimeText';
import { useToasts } from '../../parts/toasts';

/** Its jobs are about deliveries; those of all other stages are about captures. */
const DELIVERY_STAGE = 'alert-raised';

interface Redriven { redriven: number; more: boolean }

function useRedrive(ask: () => Promise<Redriven>) {
  const { t } = useSpeech();
  const { tell, complain } = useToasts();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ask,
    onSuccess: done => tell(done.more ? t('jobs.redrivenMore', { count: done.redriven }) : t('jobs.redriven', { count: done.redriven })),
    onError: complain,
    onSettled: () => ['failed-jobs', 'captures', 'deliveries', 'now'].forEach(key => void queries.invalidateQueries({ queryKey: [key] })),
  });
}

export function FailedJobs() {
  const { t } = useSpeech();
  const { project } = usePerson();
  const pages = usePages<FailedJob>('failed-jobs', { project });
  return (
    <>
      <Loaded of={{ ...pages, data: pages.items }}>
        {items =>
          items.length === 0 ? (
            <Empty title={t('jobs.none')} text={t('jobs.noneText')} />
          ) : (
            <Stack gap="lg">
              {[...new Set(items.map(one => one.stage))].map(stage => <Stage key={stage} stage={stage} jobs={items.filter(one => one.stage === stage)} />)}
            </Stack>
          )
        }
      </Loaded>
      <ListFoot pages={pages} />
    </>
  );
}

function Stage({ stage, jobs }: { stage: string; jobs: FailedJob[] }) {
  const { t, word } = useSpeech();
  const { project } = usePerson();
  const all = useRedrive(() => post<Redriven>('/api/failed-jobs/redrive', { stage, ...(project ? { project } : {}) }));
  return (
    <section>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">{word('stage', stage)}</Title>
        <Button variant="default" loading={all.isPending} onClick={() => all.mutate()}>{t('jobs.all')}</Button>
      </Group>
      <Stack gap="xs">{jobs.map(one => <Job key={one.jobId} job={one} />)}</Stack>
    </section>
  );
}

function Job({ job }: { job: FailedJob }) {
  const { t } = useSpeech();
  const again = useRedrive(() => post<Redriven>(`/api/failed-jobs/${job.jobId}/redrive`));
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" gap="sm">
        <div style={{ flex: '1 1 18rem', minWidth: 0 }}>
          <Text>{job.reason}</Text>
          <Text size="sm" c="dimmed">{[job.part, t('jobs.attempts', { count: job.attempts })].filter(Boolean).join(' · ')} · <TimeText at={job.failedAt} /></Text>
          {job.stage === DELIVERY_STAGE ? (
            <Anchor size="sm" component={Link} to="/deliveries?state=failed">{t('jobs.delivery')}</Anchor>
          ) : (
            <Anchor size="sm" component={Link} to={`/pictures/${job.subjectId}`}>{t('jobs.capture')}</Anchor>
          )}
        </div>
        <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>{t('tryAgain')}</Button>
      </Group>
    </Paper>
  );
}
