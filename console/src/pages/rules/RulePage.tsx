import { Alert, Anchor, Button, Group, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { stringify } from 'yaml';
import { ApiProblem, get, post, put, remove } from '../../api/client';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { Loaded } from '../../parts/Loaded';
import { PageHead } from '../../parts/PageHead';
import { type Schema } from '../../parts/schema/schema';
import { SchemaForm } from '../../parts/schema/SchemaForm';
import { useYaml } from '../../parts/schema/useYaml';
import { YamlText } from '../../parts/schema/YamlText';
import { useToasts } from '../../parts/toasts';
import { Past } from './Past';
import type { DryRun, RuleView } from './types';

const NEW = { id: '', when: { categories: ['animal'] }, tell: [{ channel: '', to: [] }] };

/** One rule as a form and as YAML, tried on the past before it counts. */
export default function RulePage() {
  const { t } = useSpeech();
  const { may } = usePerson();
  const { ruleId = '' } = useParams();
  const isNew = ruleId === 'new';
  const rule = useQuery({ queryKey: ['rules', ruleId], queryFn: ({ signal }) => get<RuleView>(`/api/rules/${ruleId}`, {}, signal), enabled: !isNew, refetchOnWindowFocus: false });
  const schema = useQuery({ queryKey: ['schema', 'rules'], queryFn: ({ signal }) => get<Schema>('/api/config/schemas/rules', {}, signal), staleTime: Infinity });
  if (!may('admin')) {
    return <Empty title={t('notYours.title')} text={t('notYours.text')} />;
  }
  const one = schema.data?.properties?.['rules']?.items;
  return (
    <>
      <PageHead title={isNew ? t('rules.make') : ruleId}>
        <Anchor component={Link} to="/rules">{t('rules.all')}</Anchor>
      </PageHead>
      <Loaded of={schema}>
        {() => isNew ? <Editor key="new" schema={one ?? {}} /> : <Loaded of={rule}>{view => <Editor key={`${view.ruleId} ${view.version ?? ''}`} schema={one ?? {}} view={view} />}</Loaded>}
      </Loaded>
    </>
  );
}

function Editor({ schema, view }: { schema: Schema; view?: RuleView }) {
  const { t } = useSpeech();
  const { me, project } = usePerson();
  const { tell, complain } = useToasts();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const yaml = useYaml(useMemo(() => stringify(view ? withoutProject(view.rule) : NEW, { lineWidth: 0 }), [view]));
  const [where, setWhere] = useState(me.projects.find(one => one.name === view?.project)?.projectId ?? project ?? me.projects[0]?.projectId ?? '');
  const [failure, setFailure] = useState<ApiProblem>();
  const readOnly = view?.source === 'file';
  const own = withoutProjectSchema(schema);
  const problems = Object.fromEntries((failure?.fields ?? []).map(one => [one.field.replace(/^rule/, '') || '/', one.message]));

  const dryRun = useMutation({
    mutationFn: (days: number) => post<DryRun>('/api/rules/dry-run', { projectId: where, rule: yaml.value, days }),
    onSuccess: () => setFailure(undefined),
    onError: noted,
  });
  const save = useMutation({
    mutationFn: () =>
      view ? put<RuleView>(`/api/rules/${view.ruleId}`, { version: view.version, rule: yaml.value }) : post<RuleView>('/api/rules', { projectId: where, rule: yaml.value }),
    onSuccess: made => {
      setFailure(undefined);
      tell(t('saved'));
      void queries.invalidateQueries({ queryKey: ['rules'] });
      void navigate(`/rules/${made.ruleId}`, { replace: true });
    },
    onError: noted,
  });
  const drop = useMutation({
    mutationFn: () => remove(`/api/rules/${view?.ruleId}?version=${view?.version}`),
    onSuccess: () => {
      tell(t('rules.removed'));
      void queries.invalidateQueries({ queryKey: ['rules'] });
      void navigate('/rules', { replace: true });
    },
    onError: complain,
  });

  function noted(problem: Error) {
    if (problem instanceof ApiProblem && problem.fields.length > 0) {
      setFailure(problem);
    } else {
      complain(problem);
    }
  }

  return (
    <Stack>
      {readOnly && (
        <Alert color="blue" variant="outline">
          {t('rules.readOnly')} {me.serverAdmin && <Anchor component={Link} to="/configuration?file=rules.yaml">{t('rules.editFile')}</Anchor>}
        </Alert>
      )}
      {view?.problem && <Alert color="red" variant="outline">{t('rules.problem')} {view.problem}</Alert>}
      {failure && (
        <Alert color="red" variant="outline" title={t('rules.wrong')} role="alert">
          {failure.fields.map(one => <Text key={one.field + one.message} size="sm">{one.field}: {one.message}</Text>)}
        </Alert>
      )}
      {!view && me.projects.length > 1 && (
        <Select label={t('shell.project')} maw={320} data={me.projects.filter(one => one.role === 'admin').map(one => ({ value: one.projectId, label: one.name }))} value={where} onChange={chosen => chosen && setWhere(chosen)} allowDeselect={false} />
      )}
      <SimpleGrid cols={{ base: 1, lg: readOnly ? 1 : 2 }} spacing="lg">
        {!readOnly && <SchemaForm schema={own} value={yaml.value} problems={problems} onChange={yaml.change} />}
        <YamlText label={t(readOnly ? 'yaml.only' : 'yaml.label')} text={yaml.text} onChange={yaml.setText} mistake={yaml.mistake} readOnly={readOnly} />
      </SimpleGrid>
      <Group>
        {!readOnly && <Button loading={save.isPending} disabled={yaml.mistake !== undefined} onClick={() => save.mutate()}>{t('save')}</Button>}
        <Button variant="default" loading={dryRun.isPending} disabled={yaml.mistake !== undefined} onClick={() => dryRun.mutate(7)}>{t('rules.try7')}</Button>
        <Button variant="default" loading={dryRun.isPending} disabled={yaml.mistake !== undefined} onClick={() => dryRun.mutate(30)}>{t('rules.try30')}</Button>
        {view && !readOnly && <Button variant="subtle" color="red" loading={drop.isPending} onClick={() => drop.mutate()}>{t('rules.remove')}</Button>}
      </Group>
      {dryRun.data && <Past run={dryRun.data} />}
    </Stack>
  );
}

/** The page says the project; in the text it would only be in the way. */
function withoutProject(rule: Record<string, unknown>) {
  const { project: _, ...own } = rule;
  return own;
}

function withoutProjectSchema(schema: Schema): Schema {
  const { project: _, ...own } = schema.properties ?? {};
  return { ...schema, properties: own };
}
