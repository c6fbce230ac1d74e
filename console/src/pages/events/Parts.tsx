import { Button, Checkbox, Group, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { get, post } from '../../api/client';
import type { EventDetail, EventItem, Page } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Thumbnail } from '../../parts/CaptureCard';
import { exactly } from '../../parts/time';
import { useToasts } from '../../parts/toasts';

/** The captures of an event, and ways to say that they belong otherwise. */
export function Parts({ detail }: { detail: EventDetail }) {
  const { t, language } = useSpeech();
  const { may } = usePerson();
  const { event, captures } = detail;
  const [choosing, setChoosing] = useState(false);
  const [chosen, setChosen] = useState<string[]>([]);
  const regroup = useRegroup();
  const analyst = may('analyst', event.projectId);
  return (
    <section>
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2} size="h4">{t('event.captures', { count: captures.length })}</Title>
        <Group gap="xs">
          {analyst && event.kind === 'sighting' && <Merge event={event} />}
          {analyst && captures.length > 1 && <Button size="xs" variant="default" aria-pressed={choosing} onClick={() => { setChoosing(now => !now); setChosen([]); }}>{t(choosing ? 'event.chooseStop' : 'event.choose')}</Button>}
          {choosing && <Button size="xs" disabled={chosen.length === 0 || chosen.length === captures.length} loading={regroup.isPending} onClick={() => regroup.mutate(() => post<EventDetail>(`/api/events/${event.eventId}/split`, { captures: chosen }))}>{t('event.split')}</Button>}
        </Group>
      </Group>
      <div className="grid">
        {captures.map(one => {
          const picture = <><Thumbnail src={`${one.self}/thumbnail`} alt={t('picture.alt', { camera: event.cameraName ?? '' })} /><Text size="sm" c="dimmed" py={4}>{exactly(one.capturedAt, language)}</Text></>;
          const isChosen = chosen.includes(one.captureId);
          return choosing ? (
            <label key={one.captureId} className={isChosen ? 'card-link chosen' : 'card-link'}>
              <span className="select-box"><Checkbox checked={isChosen} onChange={() => setChosen(isChosen ? chosen.filter(id => id !== one.captureId) : [...chosen, one.captureId])} aria-label={t('select.one', { camera: event.cameraName ?? '', at: exactly(one.capturedAt, language) })} /></span>
              {picture}
            </label>
          ) : (
            <Link key={one.captureId} to={`/pictures/${one.captureId}`} className="card-link">{picture}</Link>
          );
        })}
      </div>
    </section>
  );
}

function Merge({ event }: { event: EventItem }) {
  const { t, language } = useSpeech();
  const regroup = useRegroup();
  const before = useQuery({
    queryKey: ['events', 'before', event.eventId],
    queryFn: ({ signal }) => get<Page<EventItem>>('/api/events', { camera: event.cameraId, kind: 'sighting', to: event.startedAt, limit: 1 }, signal),
  });
  const other = before.data?.items[0];
  if (!other) {
    return null;
  }
  return (
    <Button size="xs" variant="default" loading={regroup.isPending} title={t('event.mergeText', { at: exactly(other.startedAt, language) })} onClick={() => regroup.mutate(() => post<EventDetail>(`/api/events/${event.eventId}/merge`, { eventId: other.eventId }))}>{t('event.merge')}</Button>
  );
}

function useRegroup() {
  const { t } = useSpeech();
  const { tell, complain } = useToasts();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (send: () => Promise<EventDetail>) => send(),
    onSuccess: detail => {
      tell(t('saved'));
      void queries.invalidateQueries({ queryKey: ['events'] });
      void navigate(`/events/${detail.event.eventId}`);
    },
    onError: complain,
  });
}
