import { Tabs } from '@mantine/core';
import { useSearchParams } from 'react-router-dom';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { PageHead } from '../../parts/PageHead';
import { FailedJobs } from './FailedJobs';
import { Quarantine } from './Quarantine';

/** What went wrong, and its way back. */
export default function RepairPage() {
  const { t } = useSpeech();
  const { may } = usePerson();
  const [search, setSearch] = useSearchParams();
  if (!may('analyst')) {
    return <Empty title={t('notYours.title')} text={t('notYours.text')} />;
  }
  const tab = search.get('tab') === 'jobs' ? 'jobs' : 'quarantine';
  return (
    <>
      <PageHead title={t('nav.repair')} />
      <Tabs value={tab} onChange={value => setSearch(value === 'jobs' ? { tab: 'jobs' } : {}, { replace: true })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="quarantine">{t('quarantine.title')}</Tabs.Tab>
          <Tabs.Tab value="jobs">{t('jobs.title')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="quarantine"><Quarantine /></Tabs.Panel>
        <Tabs.Panel value="jobs"><FailedJobs /></Tabs.Panel>
      </Tabs>
    </>
  );
}
