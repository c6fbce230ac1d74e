import { Button, Group, Paper, SegmentedControl, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { post } from '../../api/client';
import type { QuarantinedFile } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { ListFoot } from '../../parts/ListFoot';
import { Loaded } from '../../parts/Loaded';
import { usePages } from '../../parts/pages';
import { StateBadge } from '../../parts/StateBadge';
import { bytes } from '../../parts/time';
import { TimeText } from '../../parts/TimeText';
import { useToasts } from '../../parts/toasts';

export function Quarantine() {
  const { t, word } = useSpeech();
  const { project } = usePerson();
  const [state, setState] = useState('waiting');
  const pages = usePages<QuarantinedFile>('quarantine', { project, state });
  return (
    <>
      <SegmentedControl mb="md" aria-label={t('quarantine.state')} value={state} onChange={setState} data={['waiting', 'reprocessed'].map(one => ({ value: one, label: word('quarantineState', one) }))} />
      <Loaded of={{ ...pages, data: pages.items }}>
        {items =>
          items.length === 0 ? (
            <Empty title={t('quarantine.none')} text={t('quarantine.noneText')} />
          ) : (
            <Stack gap="sm">{items.map(one => <FileRow key={one.quarantineId} file={one} />)}</Stack>
          )
        }
      </Loaded>
      <ListFoot pages={pages} />
    </>
  );
}

function FileRow({ file }: { file: QuarantinedFile }) {
  const { t, language } = useSpeech();
  const { may } = usePerson();
  const { tell, complain } = useToasts();
  const queries = useQueryClient();
  const again = useMutation({
    mutationFn: () => post<{ usable: boolean; file: QuarantinedFile }>(`/api/quarantine/${file.quarantineId}/reprocess`),
    onSuccess: tried => tell(tried.usable ? t('quarantine.usable') : t('quarantine.notUsable', { detail: tried.file.detail })),
    onError: complain,
    onSettled: () => ['quarantine', 'captures', 'now'].forEach(key => void queries.invalidateQueries({ queryKey: [key] })),
  });
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ flex: '1 1 18rem', minWidth: 0 }}>
          <Text fw={600}>{file.path}</Text>
          <Text>{file.meaning}</Text>
          <Text size="sm" c="dimmed">{file.detail}</Text>
          <Text size="sm" c="dimmed">{[file.sourceId, file.account, bytes(file.sizeBytes, language), file.times > 1 ? t('quarantine.times', { count: file.times }) : undefined].filter(Boolean).join(' · ')} · <TimeText at={file.receivedAt} /></Text>
        </div>
        <Group gap="xs">
          {file.state === 'waiting' ? (
            <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>{t('tryAgain')}</Button>
          ) : (
            <StateBadge list="quarantineState" state={file.state} />
          )}
          {may('admin', file.projectId) && <Button variant="default" component="a" href={file.bytes} download>{t('quarantine.save')}</Button>}
        </Group>
      </Group>
    </Paper>
  );
}
