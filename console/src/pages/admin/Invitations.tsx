import { Alert, Button, Code, Group, MultiSelect, Select, Stack, Table, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { get, post, remove } from '../../api/client';
import type { Role } from '../../api/types';
import { useSpeech } from '../../i18n';
import { moment } from '../../parts/time';
import { WideTable } from '../../parts/WideTable';
import { useChange } from './useChange';

interface Invitation { invitationId: string; email: string; role: Role; sites?: string[]; invitedBy: string; createdAt: string; expiresAt: string; code?: string }

const ROLES: Role[] = ['viewer', 'analyst', 'admin'];

/** Who was asked into a project by mail and has not answered yet. */
export function Invitations({ projectId }: { projectId: string }) {
  const { t, word, language } = useSpeech();
  const path = `/api/projects/${projectId}/invitations`;
  const open = useQuery({ queryKey: ['invitations', projectId], queryFn: ({ signal }) => get<Invitation[]>(path, {}, signal) });
  const [made, setMade] = useState<Invitation>();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [sites, setSites] = useState<string[]>([]);
  const change = useChange<Invitation | void>('invitations', answer => {
    setEmail('');
    setMade(answer || undefined);
  });
  const choices = useSites(projectId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(() => post<Invitation>(path, { email: email.trim(), role, ...(role === 'viewer' && sites.length > 0 ? { sites } : {}) }));
  };
  return (
    <Stack mt="lg">
      <Title order={2} size="h4">{t('invitations.title')}</Title>
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <TextInput label={t('login.email')} type="email" required value={email} onChange={event => setEmail(event.currentTarget.value)} style={{ flex: '1 1 14rem' }} />
          <Select label={t('members.role')} w={150} allowDeselect={false} value={role} onChange={value => setRole(value as Role)} data={ROLES.map(one => ({ value: one, label: word('role', one) }))} />
          {role === 'viewer' && choices.length > 0 && <MultiSelect label={t('invitations.sites')} placeholder={sites.length === 0 ? t('exports.all') : ''} w={{ base: '100%', sm: 240 }} clearable value={sites} onChange={setSites} data={choices} />}
          <Button type="submit" loading={change.isPending}>{t('invitations.send')}</Button>
        </Group>
      </form>
      {made?.code && <Alert color="orange" variant="outline" title={t('invitations.noMail')} withCloseButton closeButtonLabel={t('close')} onClose={() => setMade(undefined)}><Code style={{ overflowWrap: 'anywhere' }}>{`${window.location.origin}/join#${made.code}`}</Code></Alert>}
      {open.data && open.data.length > 0 && (
        <WideTable minWidth={560}>
          <Table verticalSpacing="xs">
            <Table.Thead><Table.Tr><Table.Th>{t('login.email')}</Table.Th><Table.Th>{t('members.role')}</Table.Th><Table.Th>{t('invitations.until')}</Table.Th></Table.Tr></Table.Thead>
            <Table.Tbody>
              {open.data.map(one => (
                <Table.Tr key={one.invitationId}>
                  <Table.Td>{one.email}</Table.Td>
                  <Table.Td>{word('role', one.role)}{one.sites && <Text size="sm" c="dimmed">{one.sites.map(site => choices.find(choice => choice.value === site)?.label ?? site).join(', ')}</Text>}</Table.Td>
                  <Table.Td><Group gap="xs">{moment(one.expiresAt, language)}<Button size="xs" variant="subtle" color="red" onClick={() => change.mutate(() => remove(`${path}/${one.invitationId}`))}>{t('invitations.revoke')}</Button></Group></Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
      <Text size="sm" c="dimmed">{t('invitations.text')}</Text>
    </Stack>
  );
}

/** The sites of a project, to choose from. */
export function useSites(projectId: string): { value: string; label: string }[] {
  const sites = useQuery({ queryKey: ['sites', projectId], queryFn: ({ signal }) => get<{ siteId: string; name: string }[]>(`/api/projects/${projectId}/members/sites`, {}, signal) });
  return (sites.data ?? []).map(one => ({ value: one.siteId, label: one.name }));
}
