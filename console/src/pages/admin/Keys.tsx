import { Alert, Button, Code, CopyButton, Group, MultiSelect, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { get, post, remove } from '../../api/client';
import type { Key, Role } from '../../api/types';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { Loaded } from '../../parts/Loaded';
import { moment } from '../../parts/time';
import { useCameras } from '../cameras/useCameras';
import { startOfDay } from '../pictures/filters';
import { useAdministered } from './useAdministered';
import { useChange } from './useChange';
import { WideTable } from '../../parts/WideTable';

export function Keys() {
  const { t, language, word } = useSpeech();
  const { projects, current } = useAdministered();
  const keys = useQuery({ queryKey: ['keys'], queryFn: ({ signal }) => get<Key[]>('/api/keys', {}, signal), enabled: current !== undefined });
  const [made, setMade] = useState<Key>();
  const change = useChange<Key | void>('keys', answer => answer && setMade(answer));
  if (!current) {
    return <Empty title={t('now.noProject')} text={t('now.noProjectText')} />;
  }
  return (
    <Stack>
      <Text c="dimmed">{t('keys.text')}</Text>
      {made?.secret && (
        <Alert color="moss" variant="outline" title={t('keys.secret')} withCloseButton closeButtonLabel={t('close')} onClose={() => setMade(undefined)}>
          <Group gap="sm">
            <Code>{made.secret}</Code>
            <CopyButton value={made.secret}>{({ copied, copy }) => <Button size="xs" variant="default" onClick={copy}>{copied ? t('keys.copied') : t('keys.copy')}</Button>}</CopyButton>
          </Group>
        </Alert>
      )}
      <NewKey projects={projects} pending={change.isPending} make={body => change.mutate(() => post<Key>('/api/keys', body))} />
      <Loaded of={keys} height={120}>
        {all =>
          all.length === 0 ? (
            <Text c="dimmed">{t('keys.none')}</Text>
          ) : (
            <WideTable minWidth={640}>
              <Table verticalSpacing="xs">
                <Table.Thead><Table.Tr><Table.Th>{t('keys.name')}</Table.Th><Table.Th>{t('shell.project')}</Table.Th><Table.Th>{t('members.role')}</Table.Th><Table.Th>{t('keys.made')}</Table.Th><Table.Th>{t('keys.ends')}</Table.Th></Table.Tr></Table.Thead>
                <Table.Tbody>
                  {all.map(one => (
                    <Table.Tr key={one.keyId}>
                      <Table.Td>{one.name}</Table.Td>
                      <Table.Td>{projects.find(project => project.projectId === one.projectId)?.name}</Table.Td>
                      <Table.Td>{word('role', one.role)}{one.scopes && <Text size="sm" c="dimmed">{one.cameraId ? t('keys.device') : one.scopes.map(scope => word('scope', scope)).join(', ')}</Text>}</Table.Td>
                      <Table.Td>{moment(one.createdAt, language)}</Table.Td>
                      <Table.Td>
                        {one.revokedAt ? t('keys.revoked', { at: moment(one.revokedAt, language) }) : (
                          <Group gap="xs">{one.expiresAt ? moment(one.expiresAt, language) : t('keys.never')}<Button size="xs" variant="subtle" color="red" onClick={() => change.mutate(() => remove(`/api/keys/${one.keyId}`))}>{t('keys.revoke')}</Button></Group>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </WideTable>
          )
        }
      </Loaded>
    </Stack>
  );
}

function NewKey({ projects, pending, make }: { projects: { projectId: string; name: string }[]; pending: boolean; make: (body: { projectId: string; name: string; role: Role; expiresAt?: string; scopes?: string[]; cameraId?: string }) => void }) {
  const { t, word } = useSpeech();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('viewer');
  const [projectId, setProjectId] = useState(projects[0]?.projectId ?? '');
  const [ends, setEnds] = useState('');
  const [scopes, setScopes] = useState<string[]>([]);
  const [cameraId, setCameraId] = useState<string | null>(null);
  const cameras = useCameras();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const expiresAt = startOfDay(ends, 1);
    make({ projectId, name: name.trim(), role: cameraId ? 'analyst' : role, ...(expiresAt ? { expiresAt } : {}), ...(cameraId ? { cameraId } : scopes.length > 0 ? { scopes } : {}) });
    setName('');
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="sm">
        <TextInput label={t('keys.name')} required maxLength={100} value={name} onChange={event => setName(event.currentTarget.value)} />
        {projects.length > 1 && <Select label={t('shell.project')} allowDeselect={false} value={projectId} onChange={value => value && setProjectId(value)} data={projects.map(one => ({ value: one.projectId, label: one.name }))} />}
        <Select label={t('members.role')} w={150} allowDeselect={false} value={role} onChange={value => setRole(value as Role)} data={(['viewer', 'analyst', 'admin'] as const).map(one => ({ value: one, label: word('role', one) }))} />
        <TextInput label={t('keys.lastDay')} type="date" value={ends} onChange={event => setEnds(event.currentTarget.value)} />
        <Select label={t('keys.camera')} placeholder={t('keys.noCamera')} clearable searchable value={cameraId} onChange={setCameraId} data={(cameras.items ?? []).filter(one => one.projectId === projectId).map(one => ({ value: one.cameraId, label: one.name }))} />
        {!cameraId && <MultiSelect label={t('keys.scopes')} placeholder={scopes.length === 0 ? t('keys.everything') : ''} clearable value={scopes} onChange={setScopes} data={['read', 'export', 'upload', 'metrics'].map(one => ({ value: one, label: word('scope', one) }))} />}
        <Button type="submit" loading={pending}>{t('keys.make')}</Button>
      </Group>
    </form>
  );
}
