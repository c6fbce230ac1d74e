import { Button, Group, MultiSelect, Select, Stack, Table, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { get, put, remove } from '../../api/client';
import type { Member, Role } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { Loaded } from '../../parts/Loaded';
import { Invitations, useSites } from './Invitations';
import { useAdministered } from './useAdministered';
import { useChange } from './useChange';
import { WideTable } from '../../parts/WideTable';

const ROLES: Role[] = ['viewer', 'analyst', 'admin'];

export function Members() {
  const { t } = useSpeech();
  const { projects, current, choose } = useAdministered();
  if (!current) {
    return <Empty title={t('now.noProject')} text={t('now.noProjectText')} />;
  }
  return (
    <Stack maw={760}>
      {projects.length > 1 && <Select label={t('shell.project')} allowDeselect={false} value={current.projectId} onChange={value => value && choose(value)} data={projects.map(one => ({ value: one.projectId, label: one.name }))} />}
      <OfProject key={current.projectId} projectId={current.projectId} />
    </Stack>
  );
}

function OfProject({ projectId }: { projectId: string }) {
  const { t, word } = useSpeech();
  const { me } = usePerson();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const path = `/api/projects/${projectId}/members`;
  const members = useQuery({ queryKey: ['members', projectId], queryFn: ({ signal }) => get<Member[]>(path, {}, signal) });
  const change = useChange<unknown>('members', () => setEmail(''));
  const give = (to: string, as: Role) => change.mutate(() => put(`${path}/${encodeURIComponent(to)}`, { role: as }));
  const add = (event: FormEvent) => {
    event.preventDefault();
    give(email.trim(), role);
  };
  const sites = useSites(projectId);
  const roles = ROLES.map(one => ({ value: one, label: word('role', one) }));
  return (
    <>
      <Loaded of={members} height={160}>
        {people => (
          <WideTable minWidth={420}>
            <Table verticalSpacing="xs">
              <Table.Thead><Table.Tr><Table.Th>{t('login.email')}</Table.Th><Table.Th>{t('members.role')}</Table.Th><Table.Th><VisuallyHidden>{t('members.actions')}</VisuallyHidden></Table.Th></Table.Tr></Table.Thead>
              <Table.Tbody>
                {people.map(one => (
                  <Table.Tr key={one.email}>
                    <Table.Td>{one.email}</Table.Td>
                    <Table.Td><Select aria-label={t('members.roleOf', { name: one.email })} w={150} allowDeselect={false} value={one.role} onChange={value => give(one.email, value as Role)} data={roles} />{one.role === 'viewer' && sites.length > 0 && <MultiSelect aria-label={t('invitations.sites')} placeholder={one.sites ? '' : t('exports.all')} mt={4} w={220} clearable value={one.sites ?? []} onChange={value => change.mutate(() => put(`${path}/${encodeURIComponent(one.email)}`, { role: 'viewer', ...(value.length > 0 ? { sites: value } : {}) }))} data={sites} />}</Table.Td>
                    <Table.Td>{one.email !== me.name && <Button variant="subtle" color="red" onClick={() => change.mutate(() => remove(`${path}/${encodeURIComponent(one.email)}`))}>{t('members.remove')}</Button>}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            {people.length === 0 && <Text c="dimmed">{t('members.none')}</Text>}
          </WideTable>
        )}
      </Loaded>
      <form onSubmit={add}>
        <Group align="flex-end" gap="sm">
          <TextInput label={t('members.add')} type="email" required value={email} onChange={event => setEmail(event.currentTarget.value)} style={{ flex: '1 1 14rem' }} />
          <Select label={t('members.role')} w={150} allowDeselect={false} value={role} onChange={value => setRole(value as Role)} data={roles} />
          <Button type="submit" loading={change.isPending}>{t('add')}</Button>
        </Group>
      </form>
      <Text size="sm" c="dimmed">{t('members.text')}</Text>
      <Invitations projectId={projectId} />
    </>
  );
}
