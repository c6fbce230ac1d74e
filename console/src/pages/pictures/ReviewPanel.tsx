import { ActionIcon, Autocomplete, Badge, Button, Group, NumberInput, Paper, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useMemo, useRef, useState } from 'react';
import { put, remove } from '../../api/client';
import type { Capture, HumanObservation, ObservationType, Review } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Minus } from '../../parts/icons';
import { Loaded } from '../../parts/Loaded';
import { exactly } from '../../parts/time';
import { useToasts } from '../../parts/toasts';
import { Marks } from './Marks';
import { isNew, suggested, tidy } from './saying';
import { useReview, useSpecies } from './useReview';

const TYPES: ObservationType[] = ['animal', 'human', 'vehicle', 'blank', 'unknown'];
const SURE = 0.3;

/** Where people say what is on a capture, with the keyboard alone if they like. */
export function ReviewPanel({ capture, next }: { capture: Capture; next: () => void }) {
  const { may } = usePerson();
  const { review, change } = useReview(capture.captureId);
  return (
    <Loaded of={review} height={260}>
      {said => (
        <>
          {may('analyst', capture.projectId) ? <Form key={said.version} capture={capture} said={said} change={change} next={next} /> : <Said said={said} />}
          <Marks said={said} change={change} analyst={may('analyst', capture.projectId)} />
        </>
      )}
    </Loaded>
  );
}

function Said({ said }: { said: Review }) {
  const { t } = useSpeech();
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4" mb="xs">{t('review.title')}</Title>
      <Status said={said} />
      <Group gap="xs">{said.observations.map((one, place) => <Badge key={place} variant="light" tt="none" size="lg"><Words one={one} /></Badge>)}</Group>
    </Paper>
  );
}

function Status({ said }: { said: Review }) {
  const { t, language } = useSpeech();
  return (
    <Text size="sm" c="dimmed" mb="xs">
      {said.verifiedBy && said.verifiedAt ? `${t('review.verified', { by: said.verifiedBy })} · ${exactly(said.verifiedAt, language)}` : t('review.unverified')}
    </Text>
  );
}

/** One observation in few words. */
export function Words({ one }: { one: HumanObservation }) {
  const { word } = useSpeech();
  const what = one.scientificName ?? word('observationType', one.observationType);
  const rest = [one.sex && word('sex', one.sex), one.lifeStage && word('lifeStage', one.lifeStage), one.behavior].filter(Boolean).join(', ');
  return <>{one.count && one.count > 1 ? `${one.count} × ` : ''}{what}{rest ? ` (${rest})` : ''}</>;
}

function Form({ capture, said, change, next }: { capture: Capture; said: Review; change: ReturnType<typeof useReview>['change']; next: () => void }) {
  const { t } = useSpeech();
  const { tell } = useToasts();
  const machine = useMemo(() => suggested(capture.runs[0], SURE), [capture]);
  const [rows, setRows] = useState<HumanObservation[]>(said.observations.length > 0 ? said.observations : machine);
  const first = useRef<HTMLInputElement>(null);
  const send = (observations: HumanObservation[], onward: boolean) =>
    change.mutate(() => put<Review>(`/api/captures/${capture.captureId}/review/observations`, { version: said.version, observations: observations.map(tidy) }), { onSuccess: () => (onward ? next() : tell(t('review.saved'))) });
  const takeBack = () => change.mutate(async () => {
    await remove(`/api/captures/${capture.captureId}/review/observations?version=${said.version}`);
    return { ...said, version: said.version + 1, verifiedAt: undefined, verifiedBy: undefined, observations: [] };
  }, { onSuccess: () => tell(t('review.takenBack')) });
  const set = (place: number, one: HumanObservation) => setRows(all => all.map((row, index) => (index === place ? one : row)));

  useHotkeys([
    ['v', () => first.current?.focus()],
    ['y', () => send(machine, true)],
    ['n', () => send([{ observationType: 'blank' }], true)],
  ]);
  useHotkeys([['mod+Enter', () => send(rows, true)]], []);

  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4" mb={4}>{t('review.title')}</Title>
      <Status said={said} />
      <form
        onSubmit={event => {
          event.preventDefault();
          send(rows, false);
        }}
      >
        <Stack gap="sm">
          {rows.map((one, place) => <Row key={place} one={one} first={place === 0 ? first : undefined} set={next => set(place, next)} drop={rows.length > 1 ? () => setRows(all => all.filter((_, index) => index !== place)) : undefined} />)}
          <Group gap="xs">
            <Button type="submit" loading={change.isPending}>{t('review.save')}</Button>
            <Button variant="default" disabled={change.isPending} onClick={() => send(rows, true)} aria-keyshortcuts="Control+Enter">{t('review.saveNext')}</Button>
            <Button variant="default" disabled={change.isPending} onClick={() => send([{ observationType: 'blank' }], false)} aria-keyshortcuts="n">{t('review.blank')}</Button>
            <Button variant="subtle" onClick={() => setRows(all => [...all, { observationType: 'animal', count: 1 }])}>{t('review.add')}</Button>
            {said.verifiedAt && <Button variant="subtle" disabled={change.isPending} onClick={takeBack}>{t('review.takeBack')}</Button>}
          </Group>
          <Text size="xs" c="dimmed" visibleFrom="md">{t('review.keys')}</Text>
        </Stack>
      </form>
    </Paper>
  );
}

function Row({ one, set, drop, first }: { one: HumanObservation; set: (one: HumanObservation) => void; drop: (() => void) | undefined; first: React.Ref<HTMLInputElement> | undefined }) {
  const { t, word } = useSpeech();
  const species = useSpecies();
  const living = one.observationType === 'animal' || one.observationType === 'human';
  const clear = { clearable: true, clearButtonProps: { 'aria-label': t('filter.clear') } };
  return (
    <Stack gap={6}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <Select label={t('review.type')} allowDeselect={false} w={living ? 112 : '100%'} value={one.observationType} onChange={value => set({ ...one, observationType: value as ObservationType })} data={TYPES.map(type => ({ value: type, label: word('observationType', type) }))} />
        {living && <Autocomplete ref={first} label={t('review.species')} placeholder={t('review.speciesExample')} style={{ flex: 1 }} maxLength={200} limit={10} value={one.scientificName ?? ''} onChange={value => set({ ...one, scientificName: value })} data={species} />}
        {drop && <ActionIcon variant="subtle" size="lg" aria-label={t('review.drop')} onClick={drop}><Minus /></ActionIcon>}
      </Group>
      {living && <Text size="xs" c="dimmed" aria-live="polite">{isNew(one.scientificName ?? '', species) ? t('review.speciesNew') : ''}</Text>}
      {one.observationType !== 'blank' && (
        <SimpleGrid cols={living ? 4 : 2} spacing={6}>
          <NumberInput size="xs" label={t('review.count')} min={1} max={10_000} allowDecimal={false} hideControls value={one.count ?? ''} onChange={value => set({ ...one, count: typeof value === 'number' ? value : undefined })} />
          {living && <Select size="xs" label={t('review.sex')} value={one.sex ?? null} onChange={value => set({ ...one, sex: value ?? undefined })} data={['female', 'male'].map(value => ({ value, label: word('sex', value) }))} {...clear} />}
          {living && <Select size="xs" label={t('review.lifeStage')} value={one.lifeStage ?? null} onChange={value => set({ ...one, lifeStage: value ?? undefined })} data={['adult', 'subadult', 'juvenile'].map(value => ({ value, label: word('lifeStage', value) }))} {...clear} />}
          <Autocomplete size="xs" label={t('review.behavior')} placeholder={t('review.behaviorExample')} maxLength={200} value={one.behavior ?? ''} onChange={value => set({ ...one, behavior: value })} data={[]} />
        </SimpleGrid>
      )}
    </Stack>
  );
}
