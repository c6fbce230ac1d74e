import { Tabs } from '@mantine/core';
import { useSearchParams } from 'react-router-dom';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { PageHead } from '../../parts/PageHead';
import { About, Backups, Disk, Health, Models } from './Parts';
import { Log } from './Log';

const TABS = ['health', 'disk', 'models', 'log', 'backups', 'about'] as const;

/** How the installation is: for who runs it. */
export default function InstallationPage() {
  const { t } = useSpeech();
  const { me } = usePerson();
  const [search, setSearch] = useSearchParams();
  if (!me.serverAdmin) {
    return <Empty title={t('notYours.title')} text={t('notYours.text')} />;
  }
  const tab = TABS.find(one => one === search.get('tab')) ?? 'health';
  return (
    <>
      <PageHead title={t('nav.installation')} />
      <Tabs value={tab} onChange={value => setSearch(value && value !== 'health' ? { tab: value } : {}, { replace: true })} keepMounted={false}>
        <Tabs.List mb="md">{TABS.map(one => <Tabs.Tab key={one} value={one}>{t(`installation.${one}`)}</Tabs.Tab>)}</Tabs.List>
        <Tabs.Panel value="health"><Health /></Tabs.Panel>
        <Tabs.Panel value="disk"><Disk /></Tabs.Panel>
        <Tabs.Panel value="models"><Models /></Tabs.Panel>
        <Tabs.Panel value="log"><Log /></Tabs.Panel>
        <Tabs.Panel value="backups"><Backups /></Tabs.Panel>
        <Tabs.Panel value="about"><About /></Tabs.Panel>
      </Tabs>
    </>
  );
}
