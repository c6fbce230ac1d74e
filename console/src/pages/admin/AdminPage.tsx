import { Tabs } from '@mantine/core';
import { useSearchParams } from 'react-router-dom';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { PageHead } from '../../parts/PageHead';
import { Accounts } from './Accounts';
import { Keys } from './Keys';
import { Members } from './Members';
import { Privacy } from './Privacy';
import { Retention } from './Retention';
import { Trail } from './Trail';

const TABS = ['members', 'privacy', 'retention', 'keys', 'accounts', 'trail'] as const;

/** People, keys and projects. */
export default function AdminPage() {
  const { t } = useSpeech();
  const { me, may } = usePerson();
  const [search, setSearch] = useSearchParams();
  if (!may('admin') && !me.serverAdmin) {
    return <Empty title={t('notYours.title')} text={t('notYours.text')} />;
  }
  const tab = TABS.find(one => one === search.get('tab')) ?? 'members';
  return (
    <>
      <PageHead title={t('nav.admin')} />
      <Tabs value={tab} onChange={value => setSearch(value && value !== 'members' ? { tab: value } : {}, { replace: true })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="members">{t('members.title')}</Tabs.Tab>
          {may('admin') && <Tabs.Tab value="privacy">{t('privacy.title')}</Tabs.Tab>}
          {may('admin') && <Tabs.Tab value="retention">{t('retention.title')}</Tabs.Tab>}
          <Tabs.Tab value="keys">{t('keys.title')}</Tabs.Tab>
          {me.serverAdmin && <Tabs.Tab value="accounts">{t('accounts.title')}</Tabs.Tab>}
          {may('admin') && <Tabs.Tab value="trail">{t('trail.title')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="members"><Members /></Tabs.Panel>
        <Tabs.Panel value="privacy"><Privacy /></Tabs.Panel>
        <Tabs.Panel value="retention"><Retention /></Tabs.Panel>
        <Tabs.Panel value="trail"><Trail /></Tabs.Panel>
        <Tabs.Panel value="keys"><Keys /></Tabs.Panel>
        {me.serverAdmin && <Tabs.Panel value="accounts"><Accounts /></Tabs.Panel>}
      </Tabs>
    </>
  );
}
