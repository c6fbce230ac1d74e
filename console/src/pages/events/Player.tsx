import { Button, Group, Paper, Slider, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import type { EventDetail } from '../../api/types';
import { useSpeech } from '../../i18n';
import { exactly } from '../../parts/time';

const SPEEDS = [1, 2, 4, 8];

/** The pictures of an event one after the other, as it happened. */
export function Player({ detail }: { detail: EventDetail }) {
  const { t, language } = useSpeech();
  const { captures, event } = detail;
  const [place, setPlace] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(2);
  useEffect(() => {
    if (!playing) {
      return undefined;
    }
    const timer = window.setInterval(() => setPlace(now => (now + 1) % captures.length), 1000 / speed);
    return () => window.clearInterval(timer);
  }, [playing, speed, captures.length]);
  const shown = captures[Math.min(place, captures.length - 1)];
  if (!shown || captures.length < 2) {
    return null;
  }
  return (
    <Paper withBorder p="md" component="section" maw={760}>
      <Title order={2} size="h4" mb="sm">{t('player.title')}</Title>
      <Link to={`/pictures/${shown.captureId}`} className="player">
        {captures.map((one, index) => Math.abs(index - place) < 3 || (place === 0 && index === captures.length - 1) ? <img key={one.captureId} src={`${one.self}/preview`} alt={index === place ? t('picture.alt', { camera: event.cameraName ?? '' }) : ''} hidden={index !== place} /> : null)}
      </Link>
      <Group justify="space-between" mt="xs">
        <Text size="sm" aria-live="off">{t('player.place', { place: place + 1, count: captures.length })} · {exactly(shown.capturedAt, language)}</Text>
        <Group gap="xs">
          <Button size="xs" onClick={() => setPlaying(now => !now)}>{t(playing ? 'player.pause' : 'player.play')}</Button>
          <Button size="xs" variant="default" aria-label={`${t('player.speed')}: ${speed}`} onClick={() => setSpeed(now => SPEEDS[(SPEEDS.indexOf(now) + 1) % SPEEDS.length] ?? 1)}>{speed}/s</Button>
        </Group>
      </Group>
      <Slider mt="xs" min={0} max={captures.length - 1} step={1} value={place} onChange={setPlace} label={null} thumbLabel={t('player.place', { place: place + 1, count: captures.length })} />
    </Paper>
  );
}
