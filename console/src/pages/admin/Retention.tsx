import { Alert, Button, Group, List, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { get, post, put } from '../../api/client';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { Failed } from '../../parts/Failed';
import { Loaded } from '../../parts/Loaded';
import { bytes } from '../../parts/time';
import { ProjectChoice } from './ProjectChoice';
import { useAdministered } from './useAdministered';
import { useChange } from './useChange';

const CATEGORIES = ['blank', 'animal', 'person', 'vehicle', 'any'];
const VERDICTS = ['any', 'unverified', 'verified'];

interface Rule { category: string; verdict: string; days: number }
interface RetentionView { rules: Rule[]; version: number }
interface Outcome { rule: Rule; captures: number; bytes: number }

/** How long a project keeps its pictures. */
export function Retention() {
  const { t } = useSpeech();
  const { projects, current, choose } = useAdministered();
  const path = `/api/projects/${current?.projectId ?? ''}/retention`;
  const retention = useQuery({ queryKey: ['retention', current?.projectId], queryFn: ({ signal }) => get<RetentionView>(path, {}, signal), enabled: current !== undefined });
  if (!current) {
    return <Empty title={t('now.noProject')} text={t('now.noProjectText')} />;
  }
  return (
    <Stack maw={760}>
      <ProjectChoice projects={projects} value={current.projectId} choose={choose} />
      <Text c="dimmed">{t('retention.text')}</Text>
      <Loaded of={retention} height={160}>{view => <Decision key={`${current.projectId}/${view.version}`} path={path} view={view} />}</Loaded>
    </Stack>
  );
}

function Decision({ path, view }: { path: string; view: RetentionView }) {
  const { t, word, language } = useSpeech();
  const [rules, setRules] = useState(view.rules);
  const change = useChange<unknown>('retention');
  const trial = useMutation({ mutationFn: () => post<Outcome[]>(`${path}/dry-run`, { rules }) });
  const set = (index: number, part: Partial<Rule>) => {
    trial.reset();
    setRules(all => all.map((one, i) => (i === index ? { ...one, ...part } : one)));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(() => put(path, { rules, version: view.version }));
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {rules.length === 0 && <Text>{t('retention.none')}</Text>}
        {rules.map((rule, index) => (
          <Group key={index} align="flex-end" gap="sm">
            <Select label={t('retention.category')} w={170} allowDeselect={false} value={rule.category} onChange={value => set(index, { category: value ?? 'blank' })} data={CATEGORIES.map(one => ({ value: one, label: word('retentionCategory', one) }))} />
            <Select label={t('retention.verdict')} w={190} allowDeselect={false} value={rule.verdict} onChange={value => set(index, { verdict: value ?? 'any' })} data={VERDICTS.map(one => ({ value: one, label: word('retentionVerdict', one) }))} />
            <NumberInput label={t('retention.days')} w={120} min={1} max={36500} allowDecimal={false} value={rule.days} onChange={value => set(index, { days: Number(value) || 1 })} />
            <Button variant="subtle" color="red" onClick={() => { trial.reset(); setRules(all => all.filter((_, i) => i !== index)); }}>{t('members.remove')}</Button>
          </Group>
        ))}
        <Group>
          <Button variant="default" onClick={() => setRules(all => [...all, { category: 'blank', verdict: 'any', days: 90 }])}>{t('retention.add')}</Button>
          <Button variant="default" disabled={rules.length === 0} loading={trial.isPending} onClick={() => trial.mutate()}>{t('retention.try')}</Button>
          <Button type="submit" loading={change.isPending}>{t('save')}</Button>
        </Group>
        {trial.error && <Failed failure={trial.error} />}
        {trial.data && (
          <Alert color="orange" variant="outline" title={t('retention.would')}>
            <List size="sm">
              {trial.data.map(one => (
                <List.Item key={`${one.rule.category}/${one.rule.verdict}`}>{t('retention.outcome', { category: word('retentionCategory', one.rule.category), verdict: word('retentionVerdict', one.rule.verdict), captures: one.captures.toLocaleString(language), bytes: bytes(one.bytes, language) })}</List.Item>
              ))}
            </List>
          </Alert>
        )}
      </Stack>
    </form>
  );
}
