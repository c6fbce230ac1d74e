import { Anchor, Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { get } from '../../api/client';
import { useSpeech } from '../../i18n';
import { Loaded } from '../../parts/Loaded';
import { FileEditor, type FileText } from './FileEditor';

interface FileItem { path: string; sha256: string; characters: number; schema?: string }

const NEW_ROUTE = `- route:
    id: my.route
    description: Say in one sentence what it is for.
    from:
      uri: timer:my.route
      parameters:
        period: "60000"
      steps:
        - log: {message: "a minute has passed"}
`;

/** The files of route-config: one of them to edit, or all of them to choose from. */
export function Files() {
  const { t } = useSpeech();
  const [search, setSearch] = useSearchParams();
  const path = search.get('file');
  const choose = (file?: string) => setSearch(file ? { file } : { tab: 'files' });
  return path ? (
    <Stack>
      <Anchor component="button" type="button" style={{ alignSelf: 'flex-start' }} onClick={() => choose()}>{t('files.all')}</Anchor>
      {path.startsWith('new:') ? <FileEditor file={{ path: path.slice(4), text: NEW_ROUTE, schema: 'routes' }} done={() => choose(path.slice(4))} /> : <OneFile path={path} />}
    </Stack>
  ) : (
    <AllFiles choose={choose} />
  );
}

function OneFile({ path }: { path: string }) {
  const file = useQuery({ queryKey: ['config', 'file', path], queryFn: ({ signal }) => get<FileText>('/api/config/file', { path }, signal), refetchOnWindowFocus: false });
  return <Loaded of={file}>{one => <FileEditor key={one.sha256} file={one} done={() => void file.refetch()} />}</Loaded>;
}

function AllFiles({ choose }: { choose: (file: string) => void }) {
  const { t, language } = useSpeech();
  const [name, setName] = useState('');
  const files = useQuery({ queryKey: ['config', 'files'], queryFn: ({ signal }) => get<FileItem[]>('/api/config/files', {}, signal) });
  const valid = /^[a-z0-9][a-z0-9_-]{0,60}$/.test(name);
  return (
    <Stack>
      <Text c="dimmed">{t('files.intro')}</Text>
      <Loaded of={files}>
        {all => (
          <Paper withBorder>
            {[...all].sort(topFirst).map(one => (
              <Group key={one.path} justify="space-between" px="md" py="xs" wrap="nowrap">
                <Anchor component="button" type="button" ff="monospace" ta="left" onClick={() => choose(one.path)}>{one.path}</Anchor>
                <Text size="sm" c="dimmed" visibleFrom="sm" style={{ whiteSpace: 'nowrap' }}>{t('files.size', { count: one.characters.toLocaleString(language) })}</Text>
              </Group>
            ))}
          </Paper>
        )}
      </Loaded>
      <form onSubmit={event => { event.preventDefault(); if (valid) choose(`new:routes/${name}.yaml`); }}>
        <Group align="flex-end">
          <TextInput label={t('files.newRoute')} description={t('files.newRouteText')} value={name} onChange={event => setName(event.currentTarget.value)} error={name !== '' && !valid && t('files.nameWrong')} />
          <Button type="submit" variant="default" disabled={!valid}>{t('files.begin')}</Button>
        </Group>
      </form>
    </Stack>
  );
}

/** The few that people edit often stand before the many in folders. */
function topFirst(one: FileItem, other: FileItem): number {
  return Number(one.path.includes('/')) - Number(other.path.includes('/')) || one.path.localeCompare(other.path);
}
