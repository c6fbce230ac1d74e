import { Autocomplete, Button, Group, Paper, Select, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { post } from '../../api/client';
import { useSpeech } from '../../i18n';
import { useToasts } from '../../parts/toasts';
import { useCameras } from '../cameras/useCameras';
import { useSpecies } from './useReview';
import type { Selection } from './useSelection';

const ACTIONS = ['verify', 'tag', 'untag', 'flag', 'hide', 'show', 'move', 'rerun'] as const;
type Action = (typeof ACTIONS)[number];

/** What can be done to all selected captures at once; it stays in sight below the gallery. */
export function BulkBar({ selection }: { selection: Selection }) {
  const { t } = useSpeech();
  const { tell, complain } = useToasts();
  const queries = useQueryClient();
  const species = useSpecies();
  const cameras = useCameras();
  const [action, setAction] = useState<Action>('verify');
  const [text, setText] = useState('');
  const [cameraId, setCameraId] = useState<string | null>(null);
  const act = useMutation({
    mutationFn: () => post<{ changed: number }>('/api/captures/actions', { captures: selection.ids, action, ...details(action, text.trim(), cameraId, t('select.blank')) }),
    onSuccess: done => {
      tell(t('select.done', { count: done.changed }));
      selection.none();
      for (const queryKey of [['captures'], ['tags'], ['species'], ['events']]) {
        void queries.invalidateQueries({ queryKey });
      }
    },
    onError: complain,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    act.mutate();
  };
  const ready = selection.ids.length > 0 && (!['verify', 'tag', 'untag'].includes(action) || text.trim() !== '') && (action !== 'move' || cameraId !== null);
  return (
    <Paper withBorder shadow="md" p="sm" className="bulk-bar" component="form" onSubmit={submit}>
      <Group gap="sm" align="center">
        <Text fw={600} aria-live="polite">{t('select.count', { count: selection.ids.length })}</Text>
        <Button variant="subtle" size="compact-sm" onClick={selection.all}>{t('select.all')}</Button>
        <Button variant="subtle" size="compact-sm" onClick={selection.none}>{t('select.none')}</Button>
        <Select aria-label={t('select.as')} allowDeselect={false} w={190} value={action} onChange={value => setAction(value as Action)} data={ACTIONS.map(one => ({ value: one, label: t(`select.${one}`) }))} comboboxProps={{ position: 'top' }} />
        {action === 'verify' && <Autocomplete aria-label={t('review.species')} placeholder={t('review.speciesExample')} w={200} value={text} onChange={setText} limit={8} data={[t('select.blank'), ...species]} comboboxProps={{ position: 'top' }} />}
        {(action === 'tag' || action === 'untag') && <TextInput aria-label={t('filter.tag')} placeholder={t('filter.tag')} w={200} maxLength={50} value={text} onChange={event => setText(event.currentTarget.value)} />}
        {action === 'move' && <Select aria-label={t('filter.camera')} placeholder={t('filter.camera')} searchable w={200} value={cameraId} onChange={setCameraId} data={(cameras.items ?? []).map(one => ({ value: one.cameraId, label: one.name }))} comboboxProps={{ position: 'top' }} />}
        {action === 'rerun' && <Text size="sm" c="dimmed">{t('select.rerunText')}</Text>}
        <Button type="submit" disabled={!ready} loading={act.isPending}>{t('select.apply')}</Button>
      </Group>
    </Paper>
  );
}

function details(action: Action, text: string, cameraId: string | null, blank: string): object {
  if (action === 'verify') {
    return { observations: [text === blank ? { observationType: 'blank' } : { observationType: 'animal', scientificName: text }] };
  }
  if (action === 'tag' || action === 'untag') {
    return { tags: [text] };
  }
  return action === 'move' ? { cameraId } : {};
}
