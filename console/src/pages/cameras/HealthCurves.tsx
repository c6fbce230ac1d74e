import { SegmentedControl, SimpleGrid, Text } from '@mantine/core';
import { useState } from 'react';
import type { Camera } from '../../api/types';
import { useSpeech } from '../../i18n';
import { LineChart } from '../../parts/chart/charts';
import { ChartFrame } from '../../parts/chart/ChartFrame';
import { Loaded } from '../../parts/Loaded';
import { dayOfYear } from '../../parts/time';
import { type HealthPoint, useCare } from './useCare';

const LENGTHS = ['7', '30', '90', '365'];

/** What a camera reported of itself: battery and card, signal, temperature. */
export function HealthCurves({ camera }: { camera: Camera }) {
  const { t, language } = useSpeech();
  const [days, setDays] = useState('30');
  const points = useCare<HealthPoint[]>(camera.cameraId, 'health', { days });
  const control = <SegmentedControl size="xs" aria-label={t('care.length')} value={days} onChange={setDays} data={LENGTHS.map(one => ({ value: one, label: t('care.days', { count: Number(one) }) }))} />;
  return (
    <Loaded of={points} height={320}>
      {found => {
        const all = found ?? [];
        const labels = all.map(one => dayOfYear(one.at, language));
        const of = (read: (point: HealthPoint) => number | undefined) => all.map(point => read(point) ?? Number.NaN);
        const rows = [['at', 'battery %', 'card %', 'signal', '°C'], ...all.map(one => [one.at, one.batteryPercent ?? '', one.storageUsedPercent ?? '', one.signalCsq ?? '', one.temperatureCelsius ?? ''])];
        return (
          <ChartFrame title={t('care.health')} file={`health-${camera.name}`} rows={rows} controls={control}>
            {all.length === 0 ? (
              <Text c="dimmed">{t('care.noHealth')}</Text>
            ) : (
              <SimpleGrid cols={{ base: 1, md: 2 }}>
                <LineChart label={`${t('cameras.battery')}, ${t('camera.card')}`} labels={labels} series={[{ name: `${t('cameras.battery')} %`, values: of(one => one.batteryPercent) }, { name: `${t('camera.card')} %`, values: of(one => one.storageUsedPercent) }]} />
                <LineChart label={`${t('cameras.signal')}, ${t('camera.temperature')}`} labels={labels} series={[{ name: t('cameras.signal'), values: of(one => one.signalCsq) }, { name: '°C', values: of(one => one.temperatureCelsius) }]} />
              </SimpleGrid>
            )}
          </ChartFrame>
        );
      }}
    </Loaded>
  );
}
