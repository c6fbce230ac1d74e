import { Grid, Paper, Select, Slider, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSpeech } from '../../i18n';
import { timeOfDay } from '../../parts/time';
import { useCameras } from '../cameras/useCameras';
import { type SpeciesCount, useCountedAt, type useInsightFilters } from './useInsights';

const INDEPENDENCE = 30;
const CONFIDENCE = 0.5;

/** What is counted; each change is counted at once. */
export function InsightFilters({ filters, species }: { filters: ReturnType<typeof useInsightFilters>; species: SpeciesCount[] }) {
  const { t, language } = useSpeech();
  const cameras = useCameras();
  const countedAt = useCountedAt('species', filters.query);
  const [minutes, setMinutes] = useState(Number(filters.value('independence') ?? INDEPENDENCE));
  const [sure, setSure] = useState(Number(filters.value('minConfidence') ?? CONFIDENCE));
  const chosen = filters.value('species');
  const names = [...new Set([...species.map(one => one.name), ...(chosen ? [chosen] : [])])];
  const clear = { clearable: true, clearButtonProps: { 'aria-label': t('filter.clear') } };
  return (
    <Paper withBorder p="md" mb="md">
      <Grid gap="sm">
        <Grid.Col span={{ base: 6, md: 3 }}><TextInput type="date" label={t('insights.from')} value={filters.value('from') ?? ''} onChange={event => filters.set('from', event.currentTarget.value)} /></Grid.Col>
        <Grid.Col span={{ base: 6, md: 3 }}><TextInput type="date" label={t('insights.to')} value={filters.value('to') ?? ''} onChange={event => filters.set('to', event.currentTarget.value)} /></Grid.Col>
        <Grid.Col span={{ base: 12, xs: 6, md: 3 }}><Select label={t('insights.camera')} placeholder={t('insights.every')} searchable value={filters.value('camera') ?? null} onChange={value => filters.set('camera', value)} data={(cameras.items ?? []).map(one => ({ value: one.cameraId, label: one.name }))} {...clear} /></Grid.Col>
        <Grid.Col span={{ base: 12, xs: 6, md: 3 }}><Select label={t('insights.species')} placeholder={t('insights.every')} searchable value={chosen ?? null} onChange={value => filters.set('species', value)} data={names} {...clear} /></Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Text size="sm" fw={500}>{t('insights.independence', { minutes })}</Text>
          <Slider thumbLabel={t('insights.independence', { minutes })} min={0} max={180} step={5} value={minutes} onChange={setMinutes} onChangeEnd={value => filters.set('independence', value === INDEPENDENCE ? null : String(value))} label={null} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Text size="sm" fw={500}>{t('insights.confidence', { value: sure.toFixed(2) })}</Text>
          <Slider thumbLabel={t('insights.confidence', { value: sure.toFixed(2) })} min={0} max={1} step={0.05} value={sure} onChange={setSure} onChangeEnd={value => filters.set('minConfidence', value === CONFIDENCE ? null : String(value))} label={null} />
        </Grid.Col>
      </Grid>
      <Text size="sm" c="dimmed" mt="sm">{t('insights.about')}</Text>
      {/* Its place is kept, so that nothing moves when the numbers come. */}
      <Text size="sm" c="dimmed" mih="1.5em">{countedAt && t('insights.counted', { time: timeOfDay(countedAt, language) })}</Text>
    </Paper>
  );
}
