import { Button, Group, Paper, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { post } from '../../api/client';
import type { Camera } from '../../api/types';
import { useSpeech } from '../../i18n';
import { Loaded } from '../../parts/Loaded';
import { duration, moment } from '../../parts/time';
import { type ClockRepair, useCare, useCareChange } from './useCare';

/** Moves the times of pictures that were taken while the clock was wrong. */
export function ClockRepairs({ camera }: { camera: Camera }) {
  const { t, language } = useSpeech();
  const repairs = useCare<ClockRepair[]>(camera.cameraId, 'clock-repairs');
  const change = useCareChange(camera.cameraId);
  const [said, setSaid] = useState({ from: '', to: '', shown: '', right: '' });
  const shiftSeconds = said.shown && said.right ? Math.round((Date.parse(said.right) - Date.parse(said.shown)) / 1000) : 0;
  const repair = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(() => post(`/api/cameras/${camera.cameraId}/clock-repairs`, { from: new Date(said.from).toISOString(), to: new Date(said.to).toISOString(), shiftSeconds }));
  };
  const input = (name: keyof typeof said, label: string) => <TextInput type="datetime-local" step={1} required label={label} value={said[name]} onChange={event => setSaid({ ...said, [name]: event.currentTarget.value })} />;
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} size="h4">{t('care.clock')}</Title>
      <Text size="sm" c="dimmed" mb="sm">{t('care.clockText')}</Text>
      <form onSubmit={repair}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
          {input('from', t('care.from'))}
          {input('to', t('care.to'))}
          {input('shown', t('care.shown'))}
          {input('right', t('care.right'))}
        </SimpleGrid>
        <Group mt="sm"><Button type="submit" disabled={shiftSeconds === 0} loading={change.isPending}>{t('care.repair')}</Button>{shiftSeconds !== 0 && <Text size="sm">{t('care.shift', { shift: signed(shiftSeconds, language) })}</Text>}</Group>
      </form>
      <Loaded of={repairs} height={40}>
        {all => (
          <Stack gap="xs" mt="sm">
            {(all ?? []).map(one => (
              <Group key={one.repairId} justify="space-between" gap="xs">
                <div>
                  <Text td={one.undoneAt ? 'line-through' : undefined}>{t('care.repaired', { count: one.captures, shift: signed(one.shiftSeconds, language) })}</Text>
                  <Text size="sm" c="dimmed">{moment(one.from, language)} – {moment(one.to, language)} · {one.madeBy}{one.undoneBy && ` · ${t('care.undone', { by: one.undoneBy })}`}</Text>
                </div>
                {!one.undoneAt && <Button size="compact-sm" variant="default" loading={change.isPending} onClick={() => change.mutate(() => post(`/api/cameras/${camera.cameraId}/clock-repairs/${one.repairId}/undo`))}>{t('care.undo')}</Button>}
              </Group>
            ))}
          </Stack>
        )}
      </Loaded>
    </Paper>
  );
}

function signed(seconds: number, language: string): string {
  return `${seconds < 0 ? '−' : '+'}${duration(Math.abs(seconds), language)}`;
}
