import { Anchor, Group, Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { ApiProblem, get } from '../../api/client';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { Loaded } from '../../parts/Loaded';
import { PageHead } from '../../parts/PageHead';
import { columns, perMinute, type Route, type Step } from './flow';

const REFETCH_MILLIS = 5_000;

/** The routes that run, from the cameras on the left to the channels on the right. */
export default function FlowsPage() {
  const { t } = useSpeech();
  const { me } = usePerson();
  const flows = useQuery({ queryKey: ['flows'], queryFn: ({ signal }) => get<Route[]>('/api/flows', {}, signal), refetchInterval: REFETCH_MILLIS });
  const rates = useRates(flows.data, flows.dataUpdatedAt);
  const [search, setSearch] = useSearchParams();
  const chosen = search.get('route');
  if (!me.serverAdmin && flows.error instanceof ApiProblem && flows.error.status === 403) {
    return <Empty title={t('notYours.title')} text={t('notYours.text')} />;
  }
  return (
    <>
      <PageHead title={t('nav.flows')}>
        {me.serverAdmin && <Anchor href="/actuator/hawtio" underline="always">{t('flows.hawtio')}</Anchor>}
      </PageHead>
      <Text c="dimmed" mb="md">{t('flows.text')}</Text>
      <Loaded of={flows}>
        {routes => {
          const route = routes.find(one => one.routeId === chosen);
          return (
            <>
              <div className="flow-map" role="region" aria-label={t('nav.flows')} tabIndex={0}>
                {columns(routes).map(column => (
                  <section key={column.capability} className="flow-column">
                    <Title order={2} size="h6" c="dimmed">{column.capability}</Title>
                    {column.routes.map(one => (
                      <button key={one.routeId} type="button" className={`flow-route ${one.failed > 0 || one.state !== 'started' ? 'failing' : ''}`} aria-pressed={one.routeId === chosen} onClick={() => setSearch(one.routeId === chosen ? {} : { route: one.routeId }, { replace: true })}>
                        <Text fw={600} size="sm">{one.routeId}</Text>
                        <Numbers total={one.total} failed={one.failed} meanMillis={one.meanMillis} rate={rates[one.routeId]} />
                        {one.state !== 'started' && <Text size="sm" c="var(--mantine-color-error)">{one.state}</Text>}
                        {one.leadsTo.length > 0 && <Text size="xs" c="dimmed">→ {one.leadsTo.join(', ')}</Text>}
                      </button>
                    ))}
                  </section>
                ))}
              </div>
              {route && <Detail route={route} />}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function Detail({ route }: { route: Route }) {
  const { t } = useSpeech();
  return (
    <Paper withBorder p="md" mt="md" component="section">
      <Group justify="space-between">
        <Title order={2} size="h4">{route.routeId}</Title>
        {route.source && <Text size="sm" c="dimmed" ff="monospace">{route.source}</Text>}
      </Group>
      <Text mb="sm">{route.description}</Text>
      <Text size="sm" c="dimmed" mb="lg">{t('flows.inFlight', { count: route.inFlight })}</Text>
      <Steps steps={route.steps} />
    </Paper>
  );
}

function Steps({ steps }: { steps: Step[] }) {
  return (
    <div className="flow-steps">
      {steps.map((step, index) => (
        <div key={index} className="flow-step">
          <Group justify="space-between" gap="xs">
            <Text size="sm"><Text span fw={600} size="sm">{step.kind}</Text> <Text span ff="monospace" size="sm">{step.label}</Text></Text>
            <Numbers total={step.total} failed={step.failed} meanMillis={step.meanMillis} />
          </Group>
          {step.steps.length > 0 && <Steps steps={step.steps} />}
        </div>
      ))}
    </div>
  );
}

function Numbers({ total, failed, meanMillis, rate }: { total: number; failed: number; meanMillis: number; rate?: number | undefined }) {
  const { t, language } = useSpeech();
  return (
    <Text size="sm" style={{ fontVariantNumeric: 'tabular-nums' }}>
      {total.toLocaleString(language)}
      {rate !== undefined && <> · {t('flows.rate', { count: rate.toLocaleString(language, { maximumFractionDigits: 1 }) })}</>}
      {total > 0 && <Text span size="sm" c="dimmed"> · {t('flows.mean', { count: Math.round(meanMillis) })}</Text>}
      {failed > 0 && <Text span size="sm" c="var(--mantine-color-error)"> · {t('flows.failed', { count: failed })}</Text>}
    </Text>
  );
}

/** How many a minute went through each route, between the last two answers. */
function useRates(routes: Route[] | undefined, at: number): Record<string, number> {
  const before = useRef<{ at: number; routes: Route[] }>(undefined);
  const [rates, setRates] = useState<Record<string, number>>({});
  useEffect(() => {
    if (!routes || before.current?.at === at) {
      return;
    }
    if (before.current) {
      setRates(perMinute(before.current.routes, routes, at - before.current.at));
    }
    before.current = { at, routes };
  }, [routes, at]);
  return rates;
}
