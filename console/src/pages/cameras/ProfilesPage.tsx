import { Alert, Button, Paper, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { post } from '../../api/client';
import { useSpeech } from '../../i18n';
import { Failed } from '../../parts/Failed';
import { PageHead } from '../../parts/PageHead';
import { Profiles } from './Field';
import type { TrialAnswer } from './useCare';

const EXAMPLE = 'north-gate/DCIM/100RECNX/IMG_0001.JPG';

/** Says which camera profile a file would belong to, and why; also with a profile that is only tried. */
export default function ProfilesPage() {
  const { t } = useSpeech();
  const [path, setPath] = useState(EXAMPLE);
  const [make, setMake] = useState('');
  const [model, setModel] = useState('');
  const [profile, setProfile] = useState('');
  const trial = useMutation({ mutationFn: () => post<TrialAnswer>('/api/camera-profiles/explain', { path, make, model, profile }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    trial.mutate();
  };
  return (
    <>
      <PageHead title={t('tester.title')} />
      <Text c="dimmed" mb="md">{t('tester.text')}</Text>
      <Stack>
        <Paper withBorder p="md" component="form" onSubmit={submit}>
          <Stack gap="sm">
            <TextInput label={t('tester.path')} required maxLength={1000} value={path} onChange={event => setPath(event.currentTarget.value)} />
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput label={t('tester.make')} maxLength={200} placeholder="RECONYX" value={make} onChange={event => setMake(event.currentTarget.value)} />
              <TextInput label={t('tester.model')} maxLength={200} placeholder="HC500" value={model} onChange={event => setModel(event.currentTarget.value)} />
            </SimpleGrid>
            <Textarea label={t('tester.yaml')} autosize minRows={4} maxLength={20_000} styles={{ input: { fontFamily: 'monospace' } }} value={profile} onChange={event => setProfile(event.currentTarget.value)} spellCheck={false} />
            <Button type="submit" loading={trial.isPending} style={{ alignSelf: 'flex-start' }}>{t('tester.try')}</Button>
          </Stack>
        </Paper>
        {trial.error && <Failed failure={trial.error} />}
        {trial.data && trial.data.problems.length > 0 && <Alert color="red" variant="outline" role="alert">{trial.data.problems.map(one => <Text key={one} size="sm">{one}</Text>)}</Alert>}
        {trial.data && trial.data.profiles.length > 0 && <Paper withBorder p="md"><Profiles profiles={trial.data.profiles} /></Paper>}
      </Stack>
    </>
  );
}
