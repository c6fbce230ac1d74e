import { Anchor, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router-dom';
import { get } from '../../api/client';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { Loaded } from '../../parts/Loaded';
import { isObject, title } from '../../parts/schema/schema';
import { StateBadge } from '../../parts/StateBadge';
import { TimeText } from '../../parts/TimeText';
import type { RuleView } from './types';

/** Every rule in the caller's projects, those of rules.yaml and those made here. */
export function Rules() {
  const { t } = useSpeech();
  const { me, project } = usePerson();
  const rules = useQuery({ queryKey: ['rules'], queryFn: ({ signal }) => get<RuleView[]>('/api/rules', {}, signal) });
  const name = me.projects.find(one => one.projectId === project)?.name;
  return (
    <Stack>
      <Group justify="space-between">
        <Text c="dimmed">{t('rules.text')}</Text>
        <Button component={Link} to="/rules/new">{t('rules.make')}</Button>
      </Group>
      <Loaded of={{ ...rules, data: rules.data?.filter(one => !name || one.project === name) }}>
        {all =>
          all.length === 0 ? (
            <Empty title={t('rules.none')} text={t('rules.noneText')} />
          ) : (
            <Stack gap="sm">{all.map(one => <Rule key={one.ruleId} view={one} />)}</Stack>
          )
        }
      </Loaded>
    </Stack>
  );
}

function Rule({ view }: { view: RuleView }) {
  const { t } = useSpeech();
  const when = isObject(view.rule['when']) ? Object.entries(view.rule['when']) : [];
  const severity = typeof view.rule['severity'] === 'string' ? view.rule['severity'] : 'info';
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" gap="xs">
        <Anchor component={Link} to={`/rules/${view.ruleId}`} fw={600}>{view.ruleId}</Anchor>
        <Group gap="xs">
          <StateBadge list="severity" state={severity} />
          <Badge variant="default" tt="none">{t(view.source === 'file' ? 'rules.ofFile' : 'rules.made')}</Badge>
        </Group>
      </Group>
      <Text size="sm">
        {when.length === 0 ? t('rules.anything') : when.map(([name, value]) => `${title(name)}: ${brief(value)}`).join(' · ')}
      </Text>
      <Text size="sm" c="dimmed">
        {view.project}
        {view.changedBy && <> · {view.changedBy}</>}
        {view.changedAt && <> · <TimeText at={view.changedAt} /></>}
      </Text>
      {view.problem && <Text size="sm" c="var(--mantine-color-error)">{t('rules.problem')} {view.problem}</Text>}
    </Paper>
  );
}

/** A condition's value on one line. */
function brief(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(String).join(', ');
  }
  return isObject(value) ? Object.entries(value).map(([name, one]) => `${title(name).toLowerCase()} ${brief(one)}`).join(', ') : String(value);
}
