import { Button, NumberInput, Stack, Switch, TagsInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { get, put } from '../../api/client';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { Loaded } from '../../parts/Loaded';
import { ProjectChoice } from './ProjectChoice';
import { useAdministered } from './useAdministered';
import { useChange } from './useChange';

interface PrivacyView { concealed: boolean; positionDigits?: number; sensitiveTaxa: string[]; version: number }

/** How a project guards people and rare animals. */
export function Privacy() {
  const { t } = useSpeech();
  const { projects, current, choose } = useAdministered();
  const path = `/api/projects/${current?.projectId ?? ''}/privacy`;
  const privacy = useQuery({ queryKey: ['privacy', current?.projectId], queryFn: ({ signal }) => get<PrivacyView>(path, {}, signal), enabled: current !== undefined });
  if (!current) {
    return <Empty title={t('now.noProject')} text={t('now.noProjectText')} />;
  }
  return (
    <Stack maw={760}>
      <ProjectChoice projects={projects} value={current.projectId} choose={choose} />
      <Loaded of={privacy} height={220}>{view => <Decision key={`${current.projectId}/${view.version}`} path={path} view={view} />}</Loaded>
    </Stack>
  );
}

function Decision({ path, view }: { path: string; view: PrivacyView }) {
  const { t } = useSpeech();
  const [concealed, setConcealed] = useState(view.concealed);
  const [digits, setDigits] = useState<number | string>(view.positionDigits ?? '');
  const [taxa, setTaxa] = useState(view.sensitiveTaxa);
  const change = useChange<unknown>('privacy');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(() => put(path, { concealed, sensitiveTaxa: taxa, version: view.version, ...(digits === '' ? {} : { positionDigits: Number(digits) }) }));
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Switch label={t('privacy.conceal')} description={t('privacy.concealText')} checked={concealed} onChange={event => setConcealed(event.currentTarget.checked)} />
        <NumberInput label={t('privacy.digits')} description={t('privacy.digitsText')} min={0} max={4} allowDecimal={false} value={digits} onChange={setDigits} maw={320} />
        <TagsInput label={t('privacy.taxa')} description={t('privacy.taxaText')} value={taxa} onChange={setTaxa} maxTags={100} />
        <Text size="sm" c="dimmed">{t('privacy.text')}</Text>
        <Button type="submit" w="fit-content" loading={change.isPending}>{t('save')}</Button>
      </Stack>
    </form>
  );
}
