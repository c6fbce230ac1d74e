import { Button, Group, Modal, Paper, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, post } from '../../api/client';
import { useSpeech } from '../../i18n';
import { Diff, type FileDiff } from '../../parts/Diff';
import { Empty } from '../../parts/Empty';
import { Loaded } from '../../parts/Loaded';
import { TimeText } from '../../parts/TimeText';
import { useToasts } from '../../parts/toasts';

interface Version { version: number; changedAt: string; changedBy: string; comment: string; paths: string[] }

/** Who changed what in route-config through this console, and a way back. */
export function History() {
  const { t } = useSpeech();
  const history = useQuery({ queryKey: ['config', 'changes'], queryFn: ({ signal }) => get<Version[]>('/api/config/changes', {}, signal) });
  const [shown, setShown] = useState<Version>();
  return (
    <Loaded of={history}>
      {all =>
        all.length === 0 ? (
          <Empty title={t('history.none')} text={t('history.noneText')} />
        ) : (
          <Stack gap="sm">
            {all.map(one => (
              <Paper key={one.version} withBorder p="md">
                <Group justify="space-between" gap="xs">
                  <Text fw={600}>{one.version}. {one.paths.join(', ')}</Text>
                  <Button size="xs" variant="default" onClick={() => setShown(one)}>{t('history.show')}</Button>
                </Group>
                {one.comment && <Text size="sm">{one.comment}</Text>}
                <Text size="sm" c="dimmed">{one.changedBy} · <TimeText at={one.changedAt} /></Text>
              </Paper>
            ))}
            {shown && <OneChange version={shown} close={() => setShown(undefined)} />}
          </Stack>
        )
      }
    </Loaded>
  );
}

function OneChange({ version, close }: { version: Version; close: () => void }) {
  const { t } = useSpeech();
  const { tell, complain } = useToasts();
  const queries = useQueryClient();
  const details = useQuery({ queryKey: ['config', 'changes', version.version], queryFn: ({ signal }) => get<{ diffs: FileDiff[] }>(`/api/config/changes/${version.version}`, {}, signal) });
  const back = useMutation({
    mutationFn: () => post(`/api/config/changes/${version.version}/roll-back`),
    onSuccess: () => {
      tell(t('history.tookBack', { version: version.version }));
      ['config', 'channels', 'rules', 'flows'].forEach(key => void queries.invalidateQueries({ queryKey: [key] }));
      close();
    },
    onError: complain,
  });
  return (
    <Modal opened onClose={close} title={t('history.change', { version: version.version })} size="xl" closeButtonProps={{ 'aria-label': t('close') }}>
      <Loaded of={details} height={160}>{found => <Diff diffs={found.diffs} />}</Loaded>
      <Button mt="sm" variant="default" loading={back.isPending} onClick={() => back.mutate()}>{t('history.back')}</Button>
    </Modal>
  );
}
