import { Alert, Button, Group, Modal, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../../api/client';
import type { ConfigView } from '../../api/types';
import { useSpeech } from '../../i18n';
import { Diff, type FileDiff } from '../../parts/Diff';
import { Loaded } from '../../parts/Loaded';
import type { Problem } from '../../parts/schema/ProblemList';
import { isObject, type Schema } from '../../parts/schema/schema';
import { SchemaForm } from '../../parts/schema/SchemaForm';
import { fieldAt, useYaml } from '../../parts/schema/useYaml';
import { YamlText } from '../../parts/schema/YamlText';
import { useToasts } from '../../parts/toasts';

export interface FileText { path: string; sha256?: string; schema?: string; text: string }
interface Checked { problems: Problem[]; diffs: FileDiff[] }

/** One file of route-config: as text, and as a form where its schema says what may stand there. */
export function FileEditor({ file, done }: { file: FileText; done: () => void }) {
  const schema = useQuery({
    queryKey: ['schema', file.schema],
    queryFn: ({ signal }) => get<Schema>(`/api/config/schemas/${file.schema}`, {}, signal),
    enabled: file.schema !== undefined,
    staleTime: Infinity,
  });
  return file.schema ? <Loaded of={schema}>{known => <Editor file={file} schema={known} done={done} />}</Loaded> : <Editor file={file} done={done} />;
}

function Editor({ file, schema, done }: { file: FileText; schema?: Schema; done: () => void }) {
  const { t } = useSpeech();
  const { tell, complain } = useToasts();
  const queries = useQueryClient();
  const yaml = useYaml(file.text);
  const [comment, setComment] = useState('');
  const hasForm = schema?.type === 'object' && file.schema !== 'routes';
  const [view, setView] = useState<'both' | 'text'>(hasForm ? 'both' : 'text');
  const [asked, setAsked] = useState<Checked>();
  const change = () => ({ files: [{ path: file.path, text: yaml.text, sha256: file.sha256 }], comment });

  const check = useMutation({ mutationFn: () => post<Checked>('/api/config/check', change()), onSuccess: setAsked, onError: complain });
  const apply = useMutation({
    mutationFn: () => post<{ version: number; config: ConfigView }>('/api/config/changes', change()),
    onSuccess: () => {
      tell(t('files.applied'));
      setAsked(undefined);
      ['config', 'channels', 'rules', 'flows'].forEach(key => void queries.invalidateQueries({ queryKey: [key] }));
      done();
    },
    onError: complain,
  });

  const problems = asked?.problems.filter(one => one.file === file.path) ?? [];
  const fields = Object.fromEntries(problems.flatMap(one => {
    const field = fieldAt(yaml.text, one.line, one.column);
    return field === undefined ? [] : [[field, `${one.what} ${one.howToFix}`]];
  }));
  const ready = asked !== undefined && asked.problems.length === 0;
  return (
    <Stack>
      {hasForm && <SegmentedControl aria-label={t('files.view')} value={view} onChange={value => setView(value as 'both' | 'text')} data={[{ value: 'both', label: t('files.form') }, { value: 'text', label: t('files.text') }]} style={{ alignSelf: 'flex-start' }} />}
      <SimpleGrid cols={{ base: 1, lg: view === 'both' ? 2 : 1 }} spacing="lg">
        {view === 'both' && schema && (
          yaml.mistake ? <Text c="dimmed">{t('yaml.noForm')}</Text> : <SchemaForm schema={schema} value={isObject(yaml.value) ? yaml.value : {}} problems={fields} onChange={yaml.change} />
        )}
        <YamlText label={file.path} text={yaml.text} onChange={yaml.setText} mistake={yaml.mistake} problems={asked?.problems ?? []} />
      </SimpleGrid>
      <Group>
        <Button loading={check.isPending} disabled={yaml.text === file.text} onClick={() => check.mutate()}>{t('files.check')}</Button>
        {yaml.text !== file.text && <Button variant="default" onClick={() => { yaml.setText(file.text); setAsked(undefined); }}>{t('files.reset')}</Button>}
      </Group>
      {asked && !ready && <Alert color="red" variant="outline" title={t('files.wrong', { count: asked.problems.length })} role="alert">{t('files.wrongText')}</Alert>}
      <Modal opened={ready} onClose={() => setAsked(undefined)} title={t('files.differs')} size="xl" closeButtonProps={{ 'aria-label': t('close') }}>
        <Stack>
          <Diff diffs={asked?.diffs ?? []} />
          <TextInput label={t('files.comment')} value={comment} maxLength={500} onChange={event => setComment(event.currentTarget.value)} />
          <Group><Button loading={apply.isPending} onClick={() => apply.mutate()}>{t('files.apply')}</Button></Group>
        </Stack>
      </Modal>
    </Stack>
  );
}
