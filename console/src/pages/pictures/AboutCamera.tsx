import { Button, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post, put } from '../../api/client';
import type { Capture } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { useToasts } from '../../parts/toasts';
import { Profiles } from '../cameras/Field';
import type { TrialAnswer } from '../cameras/useCare';

/** Why this file is understood as this camera's, and its use as the camera's reference picture. */
export function AboutCamera({ capture }: { capture: Capture }) {
  const { t } = useSpeech();
  const { may } = usePerson();
  const { tell, complain } = useToasts();
  const queries = useQueryClient();
  const text = (name: string) => (typeof capture.facts[name] === 'string' ? capture.facts[name] : '');
  const explain = useMutation({ mutationFn: () => post<TrialAnswer>('/api/camera-profiles/explain', { path: capture.path, make: text('make'), model: text('model') }), onError: complain });
  const refer = useMutation({
    mutationFn: () => put(`/api/cameras/${capture.cameraId}/reference`, { captureId: capture.captureId }),
    onSuccess: () => {
      tell(t('care.chosen', { camera: capture.cameraName }));
      void queries.invalidateQueries({ queryKey: ['care', capture.cameraId] });
    },
    onError: complain,
  });
  if (!may('analyst', capture.projectId)) {
    return null;
  }
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4" mb="xs">{t('care.profile')}</Title>
      <Stack gap="sm" align="flex-start">
        {explain.data ? <><Text size="sm" c="dimmed">{t('care.profileText')}</Text><Profiles profiles={explain.data.profiles} /></> : <Button size="xs" variant="default" loading={explain.isPending} onClick={() => explain.mutate()}>{t('care.explain')}</Button>}
        <Button size="xs" variant="default" loading={refer.isPending} onClick={() => refer.mutate()}>{t('care.choose')}</Button>
      </Stack>
    </Paper>
  );
}
