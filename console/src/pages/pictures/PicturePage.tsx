import { ActionIcon, Anchor, Button, Grid, Group, Paper, Slider, Stack, Switch, Text, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { get } from '../../api/client';
import type { Capture, CaptureLinks, Neighbours } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Fit, Left, Minus, Plus, Right } from '../../parts/icons';
import { Loaded } from '../../parts/Loaded';
import { PageHead } from '../../parts/PageHead';
import { exactly } from '../../parts/time';
import { AboutCamera } from './AboutCamera';
import { drawn } from './boxes';
import { query, read, write } from './filters';
import { ReviewPanel } from './ReviewPanel';
import { Stage } from './Stage';
import { Story } from './Story';
import { Why } from './Why';
import { type View, WHOLE, zoomed } from './zoom';

const THRESHOLD = 0.2;
const STEP = 1.4;

export default function PicturePage() {
  const { captureId = '' } = useParams();
  const [search] = useSearchParams();
  const { project } = usePerson();
  const filters = useMemo(() => read(search), [search]);
  const capture = useQuery({
    queryKey: ['captures', 'one', captureId],
    queryFn: ({ signal }) => get<Capture>(`/api/captures/${captureId}`, {}, signal),
    // The keys go on working while the next picture is on its way.
    placeholderData: keepPreviousData,
  });
  const neighbours = useQuery({
    queryKey: ['captures', 'neighbours', captureId, filters, project],
    queryFn: ({ signal }) => get<Neighbours>(`/api/captures/${captureId}/neighbours`, query(filters, project), signal),
  });
  return (
    <Loaded of={capture} height={640}>
      {found => <Viewer key={found.captureId} capture={found} beside={neighbours.data ?? {}} search={write(filters)} />}
    </Loaded>
  );
}

function Viewer({ capture, beside, search }: { capture: Capture; beside: Neighbours; search: string }) {
  const { t, language } = useSpeech();
  const navigate = useNavigate();
  const [threshold, setThreshold] = useState(THRESHOLD);
  const [shown, setShown] = useState(true);
  const [view, setView] = useState<View>(WHOLE);
  const { may } = usePerson();
  const [unveiled, setUnveiled] = useState(false);
  const links = unveiled ? asItIs(capture.links) : capture.links;
  const run = capture.runs[0];
  const boxes = useMemo(() => (shown ? drawn(run, threshold) : []), [run, shown, threshold]);
  const change = useCallback((next: (view: View) => View) => setView(next), []);
  const go = (to: string | undefined) => to && void navigate(`/pictures/${to}${search}`);

  useHotkeys([
    ['ArrowLeft', () => go(beside.newer)],
    ['ArrowRight', () => go(beside.older)],
    ['+', () => setView(now => zoomed(now, STEP))],
    ['-', () => setView(now => zoomed(now, 1 / STEP))],
    ['0', () => setView(WHOLE)],
    ['b', () => setShown(now => !now)],
    ['Escape', () => void navigate(`/pictures${search}`)],
  ]);

  return (
    <>
      <PageHead title={capture.cameraName}>
        <Text c="dimmed">{exactly(capture.time.capturedAt, language)}</Text>
      </PageHead>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 8 }}>
          <Stack gap="sm">
            <Stage key={String(unveiled)} capture={{ ...capture, links }} boxes={boxes} view={view} setView={change} />
            <Group justify="space-between" gap="xs">
              <Group gap="xs">
                <Tool label={t('picture.newer')} keys="←" disabled={!beside.newer} run={() => go(beside.newer)}><Left /></Tool>
                <Tool label={t('picture.older')} keys="→" disabled={!beside.older} run={() => go(beside.older)}><Right /></Tool>
                {capture.kind === 'picture' && (
                  <>
                    <Tool label={t('picture.out')} keys="-" disabled={view.scale === 1} run={() => setView(now => zoomed(now, 1 / STEP))}><Minus /></Tool>
                    <Tool label={t('picture.whole')} keys="0" disabled={view.scale === 1} run={() => setView(WHOLE)}><Fit /></Tool>
                    <Tool label={t('picture.in')} keys="+" run={() => setView(now => zoomed(now, STEP))}><Plus /></Tool>
                  </>
                )}
              </Group>
              <Group gap="xs">
                {capture.concealed && may('admin', capture.projectId) && (
                  <Tooltip label={t('picture.unveilText')} multiline maw={320}>
                    <Button variant="default" aria-pressed={unveiled} onClick={() => setUnveiled(now => !now)}>{t(unveiled ? 'picture.veil' : 'picture.unveil')}</Button>
                  </Tooltip>
                )}
                <Button variant="default" component={Link} to={`/pictures${search}`}>{t('picture.all')}</Button>
                <Button variant="default" component="a" href={links.original} download>{t('picture.original')}</Button>
              </Group>
            </Group>
            {run && (
              <Paper withBorder p="md">
                <Group justify="space-between" mb="xs">
                  <Text size="sm" id="threshold">{t('picture.threshold', { value: threshold.toLocaleString(language, { minimumFractionDigits: 2 }), shown: boxes.length, count: run.detections.length })}</Text>
                  <Switch label={t('picture.boxes')} checked={shown} onChange={event => setShown(event.currentTarget.checked)} />
                </Group>
                <Slider thumbLabel={t('picture.thresholdLabel')} min={0} max={1} step={0.01} value={threshold} onChange={setThreshold} label={value => value.toFixed(2)} />
              </Paper>
            )}
            <Text size="sm" c="dimmed" visibleFrom="md">{t('picture.keys')}</Text>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 4 }}>
          <Stack gap="md">
            <ReviewPanel capture={capture} next={() => go(beside.older)} />
            <Story capture={capture} />
            <Why capture={capture} />
            <AboutCamera capture={capture} />
          </Stack>
          {capture.eventId && <Anchor component={Link} to={`/events/${capture.eventId}`} mt="sm" display="inline-block">{t('picture.event')}</Anchor>}
        </Grid.Col>
      </Grid>
    </>
  );
}

/** The same bytes without anybody concealed; the server writes down who asked. */
function asItIs(links: CaptureLinks): CaptureLinks {
  const unveil = (path: string) => `${path}?unveil=true`;
  return { ...links, original: unveil(links.original), thumbnail: unveil(links.thumbnail), preview: unveil(links.preview) };
}

function Tool({ label, keys, disabled = false, run, children }: { label: string; keys: string; disabled?: boolean; run: () => void; children: React.ReactNode }) {
  return (
    <Tooltip label={`${label} (${keys})`}>
      <ActionIcon variant="default" size="lg" aria-label={label} aria-keyshortcuts={keys} disabled={disabled} onClick={run}>{children}</ActionIcon>
    </Tooltip>
  );
}
