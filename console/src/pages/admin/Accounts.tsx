import { Badge, Button, Checkbox, Group, PasswordInput, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { post, remove } from '../../api/client';
import type { User } from '../../api/types';
import { ME, usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { ListFoot } from '../../parts/ListFoot';
import { Loaded } from '../../parts/Loaded';
import { usePages } from '../../parts/pages';
import { moment } from '../../parts/time';
import { useChange } from './useChange';
import { WideTable } from '../../parts/WideTable';

/** Everybody with an account, and the projects: for server admins. */
export function Accounts() {
  return (
    <Stack gap="xl">
      <People />
      <Projects />
    </Stack>
  );
}

function People() {
  const { t, language } = useSpeech();
  const { me } = usePerson();
  const pages = usePages<User>('users', {});
  const change = useChange<unknown>('users');
  return (
    <Stack>
      <Loaded of={{ ...pages, data: pages.items }} height={160}>
        {people => (
          <WideTable minWidth={520}>
            <Table verticalSpacing="xs">
              <Table.Thead><Table.Tr><Table.Th>{t('login.email')}</Table.Th><Table.Th>{t('keys.made')}</Table.Th><Table.Th>{t('accounts.state')}</Table.Th></Table.Tr></Table.Thead>
              <Table.Tbody>
                {people.map(one => (
                  <Table.Tr key={one.accountId}>
                    <Table.Td>{one.email} {one.serverAdmin && <Badge variant="outline" color="gray" tt="none" ml="xs">{t('accounts.serverAdmin')}</Badge>}</Table.Td>
                    <Table.Td>{moment(one.createdAt, language)}</Table.Td>
                    <Table.Td>
                      {one.disabledAt ? t('accounts.disabled', { at: moment(one.disabledAt, language) }) : one.accountId === me.accountId ? t('accounts.you') : (
                        <Button size="xs" variant="subtle" color="red" onClick={() => change.mutate(() => remove(`/api/users/${one.accountId}`))}>{t('accounts.disable')}</Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </WideTable>
        )}
      </Loaded>
      <ListFoot pages={pages} />
      <NewAccount />
    </Stack>
  );
}

function NewAccount() {
  const { t } = useSpeech();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [serverAdmin, setServerAdmin] = useState(false);
  const change = useChange<unknown>('users', () => {
    setEmail('');
    setPassword('');
    setServerAdmin(false);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(() => post('/api/users', { email: email.trim(), password, serverAdmin }));
  };
  return (
    <form onSubmit={submit}>
      <Title order={2} size="h4" mb="xs">{t('accounts.new')}</Title>
      <Text size="sm" c="dimmed" mb="sm">{t('accounts.text')}</Text>
      <Group align="flex-end" gap="sm">
        <TextInput label={t('login.email')} type="email" required autoComplete="off" value={email} onChange={event => setEmail(event.currentTarget.value)} style={{ flex: '1 1 14rem' }} />
        <PasswordInput label={t('login.password')} required autoComplete="new-password" value={password} onChange={event => setPassword(event.currentTarget.value)} visibilityToggleButtonProps={{ 'aria-label': t('login.show') }} style={{ flex: '1 1 14rem' }} />
        <Button type="submit" loading={change.isPending}>{t('accounts.make')}</Button>
      </Group>
      <Checkbox mt="sm" label={t('accounts.asServerAdmin')} checked={serverAdmin} onChange={event => setServerAdmin(event.currentTarget.checked)} />
    </form>
  );
}

function Projects() {
  const { t } = useSpeech();
  const { me } = usePerson();
  const [name, setName] = useState('');
  const queries = useQueryClient();
  const change = useChange<unknown>('projects', () => {
    setName('');
    void queries.invalidateQueries({ queryKey: ME });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(() => post('/api/projects', { name: name.trim() }));
  };
  return (
    <form onSubmit={submit}>
      <Title order={2} size="h4" mb="xs">{t('projects.title')}</Title>
      <Text mb="sm">{me.projects.map(one => one.name).join(', ') || t('projects.none')}</Text>
      <Group align="flex-end" gap="sm">
        <TextInput label={t('projects.new')} required maxLength={100} value={name} onChange={event => setName(event.currentTarget.value)} />
        <Button type="submit" loading={change.isPending}>{t('projects.make')}</Button>
      </Group>
    </form>
  );
}
