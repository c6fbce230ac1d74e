import { Group, Paper, Select, Stack, Text } from '@mantine/core';
import { Link, useSearchParams } from 'react-router-dom';
import type { EventItem } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Thumbnail } from '../../parts/CaptureCard';
import { Empty } from '../../parts/Empty';
import { ListFoot } from '../../parts/ListFoot';
import { Loaded } from '../../parts/Loaded';
import { PageHead } from '../../parts/PageHead';
import { usePages } from '../../parts/pages';
import { StateBadge } from '../../parts/StateBadge';
import { name } from '../../parts/seen';
import { TimeText } from '../../parts/TimeText';

const FILTERS = {
  state: ['open', 'acknowledged', 'closed'],
  severity: ['critical', 'warning', 'info'],
  kind: ['sighting', 'camera', 'absence', 'theft', 'system'],
} as const;
const REFETCH_MILLIS = 30_000;

export default function EventsPage() {
  const { t, word } = useSpeech();
  const { project } = usePerson();
  const [search, setSearch] = useSearchParams();
  const chosen = Object.fromEntries(Object.keys(FILTERS).map(one => [one, search.get(one) ?? undefined]));
  const pages = usePages<EventItem>('events', { ...chosen, project, camera: search.get('camera') ?? undefined }, { refetchMillis: REFETCH_MILLIS });
  const set = (filter: string, value: string | null) => {
    const next = new URLSearchParams(search);
    if (value) {
      next.set(filter, value);
    } else {
      next.delete(filter);
    }
    setSearch(next, { replace: true });
  };
  return (
    <>
      <PageHead title={t('events.title')} />
      <Group mb="md" gap="sm">
        {Object.entries(FILTERS).map(([filter, values]) => (
          <Select key={filter} w={{ base: '100%', xs: 170 }} aria-label={word('eventFilter', filter)} placeholder={word('eventFilter', filter)} clearable value={search.get(filter)} onChange={value => set(filter, value)} data={values.map(one => ({ value: one, label: word(filter === 'state' ? 'eventState' : filter === 'kind' ? 'eventKind' : 'severity', one) }))} clearButtonProps={{ 'aria-label': t('filter.clear') }} />
        ))}
      </Group>
      <Loaded of={{ ...pages, data: pages.items }}>
        {items =>
          items.length === 0 ? (
            <Empty title={t('events.none')} text={t('events.noneText')} />
          ) : (
            <Stack gap="sm">{items.map(event => <EventRow key={event.eventId} event={event} />)}</Stack>
          )
        }
      </Loaded>
      <ListFoot pages={pages} />
    </>
  );
}

function EventRow({ event }: { event: EventItem }) {
  const { t } = useSpeech();
  return (
    <Paper withBorder p="sm" component={Link} to={`/events/${event.eventId}`} className="tile">
      <Group gap="md" wrap="nowrap" align="flex-start">
        {event.bestCaptureId && (
          <div style={{ width: '7rem', flex: 'none' }}>
            <Thumbnail src={`/api/captures/${event.bestCaptureId}/thumbnail`} alt="" />
          </div>
        )}
        <div style={{ minWidth: 0, flex: 1 }}>
          <Text fw={600}><EventName event={event} /></Text>
          <Text size="sm" c="dimmed">{[event.cameraName, event.site].filter(Boolean).join(' · ')}{event.cameraName ? ' · ' : ''}<TimeText at={event.startedAt} /></Text>
          <Text size="sm" c="dimmed">{t('events.captures', { count: event.captures })} · {t('events.alerts', { count: event.alerts })}{event.assignedTo ? ` · ${t('events.assigned', { to: event.assignedTo })}` : ''}</Text>
          <Group gap="xs" mt={6}>
            <StateBadge list="eventState" state={event.state} />
            {event.severity !== 'info' && <StateBadge list="severity" state={event.severity} />}
          </Group>
        </div>
      </Group>
    </Paper>
  );
}

/** What an event is about, in few words. */
export function EventName({ event }: { event: EventItem }) {
  const { t, word } = useSpeech();
  const seen = (event.seen ?? []).map(one => name({ label: one, category: one }));
  if (seen.length > 0) {
    return seen.join(', ');
  }
  return event.kind === 'sighting' ? (event.captures > 0 ? t('events.nothingSeen') : word('eventKind', event.kind)) : `${word('eventKind', event.kind)}${event.rule ? `: ${event.rule}` : ''}`;
}
