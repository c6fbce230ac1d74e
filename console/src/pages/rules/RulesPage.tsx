import { Tabs } from '@mantine/core';
import { useSearchParams } from 'react-router-dom';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { PageHead } from '../../parts/PageHead';
import { Channels } from './Channels';
import { DeadLetters } from './DeadLetters';
import { Rules } from './Rules';

const TABS = ['rules', 'channels', 'dead'] as const;

/** Who is told of what, by which way, and what never arrived. */
export default function RulesPage() {
  const { t } = useSpeech();
  const { me, may } = usePerson();
  const [search, setSearch] = useSearchParams();
  if (!may('analyst') && !me.serverAdmin) {
    return <Empty title={t('notYours.title')} text={t('notYours.text')} />;
  }
  const allowed = TABS.filter(one => (one === 'rules' ? may('admin') : one === 'channels' ? me.serverAdmin : true));
  const tab = allowed.find(one => one === search.get('tab')) ?? allowed[0] ?? 'dead';
  return (
    <>
      <PageHead title={t('rules.title')} />
      <Tabs value={tab} onChange={value => setSearch(value && value !== allowed[0] ? { tab: value } : {}, { replace: true })} keepMounted={false}>
        <Tabs.List mb="md">
          {allowed.map(one => <Tabs.Tab key={one} value={one}>{t(`rules.tab.${one}`)}</Tabs.Tab>)}
        </Tabs.List>
        <Tabs.Panel value="rules"><Rules /></Tabs.Panel>
        <Tabs.Panel value="channels"><Channels /></Tabs.Panel>
        <Tabs.Panel value="dead"><DeadLetters /></Tabs.Panel>
      </Tabs>
    </>
  );
}
