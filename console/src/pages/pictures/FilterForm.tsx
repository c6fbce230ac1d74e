import { Grid, MultiSelect, NumberInput, Paper, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import { useSpeech } from '../../i18n';
import { useCameras } from '../cameras/useCameras';
import type { Filter, Filters } from './filters';

const CATEGORIES = ['animal', 'person', 'vehicle', 'motion'];
const STATES = ['completed', 'failed', 'received', 'detected', 'classified', 'stored'];
const MARKS = ['liked', 'flagged', 'hidden'] as const;
const TYPING_MILLIS = 350;

/** All filters of the gallery. */
export function FilterForm({ filters, change }: { filters: Filters; change: (filters: Filters) => void }) {
  const { t, word } = useSpeech();
  const cameras = useCameras();
  const tags = useQuery({ queryKey: ['tags'], queryFn: ({ signal }) => get<string[]>('/api/tags', {}, signal) });
  const set = (name: Filter, value: string | null) => change({ ...filters, [name]: value || undefined });
  const typed = useDebouncedCallback(set, TYPING_MILLIS);
  return (
    <Paper withBorder p="md" mb="md">
      <Grid gap="sm">
        <Grid.Col span={{ base: 12, xs: 6, md: 4 }}>
          <Select label={t('filter.camera')} placeholder={t('filter.any')} clearable searchable value={filters.camera ?? null} onChange={value => set('camera', value)} data={(cameras.items ?? []).map(one => ({ value: one.cameraId, label: one.name }))} clearButtonProps={{ 'aria-label': t('filter.clear') }} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, xs: 6, md: 4 }}>
          <TextInput label={t('filter.label')} placeholder={t('filter.labelExample')} defaultValue={filters.label ?? ''} onChange={event => typed('label', event.currentTarget.value.trim())} />
        </Grid.Col>
        <Grid.Col span={{ base: 6, md: 4 }}>
          <Select label={t('filter.category')} placeholder={t('filter.any')} clearable value={filters.category ?? null} onChange={value => set('category', value)} data={CATEGORIES.map(one => ({ value: one, label: word('category', one) }))} clearButtonProps={{ 'aria-label': t('filter.clear') }} />
        </Grid.Col>
        <Grid.Col span={{ base: 6, md: 3 }}>
          <NumberInput label={t('filter.minConfidence')} placeholder="0.5" min={0} max={1} step={0.05} decimalScale={2} defaultValue={filters.minConfidence ?? ''} onChange={value => typed('minConfidence', String(value))} hideControls />
        </Grid.Col>
        <Grid.Col span={{ base: 12, xs: 6, md: 3 }}>
          <Select label={t('filter.state')} placeholder={t('filter.any')} clearable value={filters.state ?? null} onChange={value => set('state', value)} data={STATES.map(one => ({ value: one, label: word('captureState', one) }))} clearButtonProps={{ 'aria-label': t('filter.clear') }} />
        </Grid.Col>
        <Grid.Col span={{ base: 6, md: 3 }}>
          <Select label={t('filter.verified')} placeholder={t('filter.any')} clearable value={filters.verified ?? null} onChange={value => set('verified', value)} data={[{ value: 'true', label: t('filter.yes') }, { value: 'false', label: t('filter.no') }]} clearButtonProps={{ 'aria-label': t('filter.clear') }} />
        </Grid.Col>
        <Grid.Col span={{ base: 6, md: 3 }}>
          <TextInput label={t('filter.species')} placeholder={t('filter.labelExample')} defaultValue={filters.species ?? ''} onChange={event => typed('species', event.currentTarget.value.trim())} />
        </Grid.Col>
        <Grid.Col span={{ base: 6, md: 3 }}>
          <Select label={t('filter.tag')} placeholder={t('filter.any')} clearable searchable value={filters.tag ?? null} onChange={value => set('tag', value)} data={tags.data ?? (filters.tag ? [filters.tag] : [])} clearButtonProps={{ 'aria-label': t('filter.clear') }} />
        </Grid.Col>
        <Grid.Col span={{ base: 6, md: 3 }}>
          <MultiSelect label={t('filter.marks')} placeholder={t('filter.any')} clearable value={MARKS.filter(one => filters[one])} onChange={chosen => change({ ...filters, ...Object.fromEntries(MARKS.map(one => [one, chosen.includes(one) ? 'true' : undefined])) })} data={MARKS.map(one => ({ value: one, label: t(`filter.${one}`) }))} clearButtonProps={{ 'aria-label': t('filter.clear') }} />
        </Grid.Col>
        <Grid.Col span={{ base: 6, md: 3 }}>
          <TextInput type="date" label={t('filter.from')} value={filters.from ?? ''} onChange={event => set('from', event.currentTarget.value)} />
        </Grid.Col>
        <Grid.Col span={{ base: 6, md: 3 }}>
          <TextInput type="date" label={t('filter.to')} value={filters.to ?? ''} onChange={event => set('to', event.currentTarget.value)} />
        </Grid.Col>
      </Grid>
    </Paper>
  );
}
