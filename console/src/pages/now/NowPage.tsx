import { Anchor, Button, Grid, Group, List, Paper, SimpleGrid, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { get } from '../../api/client';
import type { Alert, CaptureItem, NowView, Page } from '../../api/types';
import { usePerson } from '../../app/me';
import { type Key, useSpeech } from '../../i18n';
import { Bars } from '../../parts/Bars';
import { CaptureCard } from '../../parts/CaptureCard';
import { Empty } from '../../parts/Empty';
import { Loaded } from '../../parts/Loaded';
import { PageHead } from '../../parts/PageHead';
import { name } from '../../parts/seen';
import { StateBadge } from '../../parts/StateBadge';
import { TimeText } from '../../parts/TimeText';
import { needs } from './needs';

/** Without the live stream this is how old a number may be. */
const REFETCH_MILLIS = 15_000;

export function NowPage() {
  const { t } = useSpeech();
  const { me, project, may } = usePerson();
  const now = useQuery({
    queryKey: ['now', project],
    queryFn: ({ signal }) => get<NowView>('/api/now', { project }, signal),
    refetchInterval: REFETCH_MILLIS,
  });
  const captures = useQuery({
    queryKey: ['captures', 'newest', project],
    queryFn: ({ signal }) => get<Page<CaptureItem>>('/api/captures', { project, limit: 12 }, signal),
    refetchInterval: REFETCH_MILLIS,
  });
  const alerts = useQuery({
    queryKey: ['alerts', 'newest', project],
    queryFn: ({ signal }) => get<Page<Alert>>('/api/alerts', { project, limit: 6 }, signal),
    refetchInterval: REFETCH_MILLIS,
  });

  return (
    <>
      <PageHead title={t('now.title')} />
      {me.projects.length === 0 && <Empty title={t('now.noProject')} text={t(me.serverAdmin ? 'now.noProjectAdmin' : 'now.noProjectText')} />}
      {/* All at once, so that nothing moves when the next answer comes. */}
      <Loaded of={{ data: now.data && (captures.data ?? captures.error) && (alerts.data ?? alerts.error) ? now.data : undefined, error: now.error, refetch: now.refetch }} height={720}>{() => (
      <Stack gap="lg">
        <Loaded of={now} height={120}>{view => <Numbers view={view} />}</Loaded>
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, lg: 8 }} order={{ base: 2, lg: 1 }}>
            <Group justify="space-between" mb="sm">
              <Title order={2} size="h4">{t('now.newest')}</Title>
              {may('analyst') && <Anchor component={Link} to="/pictures?verified=false" size="sm">{t('now.verify')}</Anchor>}
            </Group>
            <Loaded of={captures} height={480}>
              {page =>
                page.items.length === 0 ? (
                  <Empty title={t('now.noPictures')} text={t('now.noPicturesText')}>
                    <Text c="dimmed" size="sm">{t('now.simulate')} <code>./trapline simulate FOLDER</code></Text>
                  </Empty>
                ) : (
                  <>
                    <div className="grid">
                      {page.items.map(capture => <CaptureCard key={capture.captureId} capture={capture} to={`/pictures/${capture.captureId}`} />)}
                    </div>
                    <Button component={Link} to="/pictures" variant="default" mt="sm">{t('now.allPictures')}</Button>
                  </>
                )
              }
            </Loaded>
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 4 }} order={{ base: 1, lg: 2 }}>
            <Stack gap="lg">
              {now.data && <Attention view={now.data} />}
              <section>
                <Title order={2} size="h4" mb="sm">{t('now.alerts')}</Title>
                <Loaded of={alerts} height={160}>{page => <Alerts alerts={page.items} />}</Loaded>
              </section>
            </Stack>
          </Grid.Col>
        </Grid>
      </Stack>
      )}</Loaded>
    </>
  );
}

function Numbers({ view }: { view: NowView }) {
  const { t } = useSpeech();
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      <Tile to="/pictures" title={t('now.captures')} number={view.captures.lastDay} below={<Trend now={view.captures.lastDay} before={view.captures.dayBefore} />}>
        <Bars values={view.captures.byHour} label={t('now.byHour')} />
      </Tile>
      <Tile to="/events" title={t('now.alertsDay')} number={view.alerts.lastDay} below={<Trend now={view.alerts.lastDay} before={view.alerts.dayBefore} />}>
        <Bars values={view.alerts.byHour} label={t('now.alertsByHour')} />
      </Tile>
      <Tile to="/events?state=open" title={t('now.openEvents')} number={view.openEvents} below={t('now.openEventsText')} />
      <Tile to="/cameras" title={t('now.cameras')} number={view.cameras.approved} below={view.cameras.silent > 0 ? t('now.silent', { count: view.cameras.silent }) : t('now.noneSilent')} />
    </SimpleGrid>
  );
}

function Tile({ to, title, number, below, children }: { to: string; title: string; number: number; below: ReactNode; children?: ReactNode }) {
  const { language } = useSpeech();
  return (
    <Paper withBorder component={Link} to={to} p="md" className="tile">
      <Text size="sm" c="dimmed">{title}</Text>
      <div className="number">{number.toLocaleString(language)}</div>
      <Text size="sm" c="dimmed" mt={4}>{below}</Text>
      {children}
    </Paper>
  );
}

function Trend({ now, before }: { now: number; before: number }) {
  const { t } = useSpeech();
  const key: Key = now > before ? 'now.more' : now < before ? 'now.fewer' : 'now.same';
  return t(key, { count: Math.abs(now - before) });
}

function Attention({ view }: { view: NowView }) {
  const { t } = useSpeech();
  const all = needs(view);
  return (
    <section>
      <Title order={2} size="h4" mb="sm">{t('now.attention')}</Title>
      <Paper withBorder p="md">
        {all.length === 0 ? (
          <Text c="dimmed">{t('now.allWell')}</Text>
        ) : (
          <List spacing="xs" listStyleType="none" styles={{ itemWrapper: { alignItems: 'center' } }}>
            {all.map(need => (
              <List.Item key={need.key} icon={<ThemeIcon color={need.urgent ? 'red' : 'orange'} size={10} radius="xl"> </ThemeIcon>}>
                <Anchor component={Link} to={need.to}>{t(need.key, { count: need.count })}</Anchor>
              </List.Item>
            ))}
          </List>
        )}
      </Paper>
    </section>
  );
}

function Alerts({ alerts }: { alerts: Alert[] }) {
  const { t } = useSpeech();
  if (alerts.length === 0) {
    return <Text c="dimmed">{t('now.noAlerts')}</Text>;
  }
  return (
    <Stack gap="xs">
      {alerts.map(alert => (
        <Paper key={alert.alertId} withBorder component={Link} to={`/events/${alert.eventId}`} p="sm" className="tile">
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <Text fw={600} size="sm">{alert.headline ?? name({ label: alert.label, category: alert.label })}</Text>
            <StateBadge list="severity" state={alert.severity} />
          </Group>
          <Text size="sm" c="dimmed">
            {[alert.cameraName, alert.ruleId].filter(Boolean).join(' · ')} · <TimeText at={alert.raisedAt} />
          </Text>
          {alert.deliveries.failed > 0 && <Text size="sm" c="var(--mantine-color-error)">{t('now.notTold', { count: alert.deliveries.failed })}</Text>}
        </Paper>
      ))}
    </Stack>
  );
}
