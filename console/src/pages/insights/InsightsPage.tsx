import { Grid, SegmentedControl, Select, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router-dom';
import { useSpeech } from '../../i18n';
import { BarChart, LineChart, RankChart } from '../../parts/chart/charts';
import { ChartFrame } from '../../parts/chart/ChartFrame';
import { Empty } from '../../parts/Empty';
import { Loaded } from '../../parts/Loaded';
import { PageHead } from '../../parts/PageHead';
import { percent } from '../../parts/time';
import { WideTable } from '../../parts/WideTable';
import { matrix, overlap, timeSeries } from './counting';
import { EffortChart } from './EffortChart';
import { InsightFilters } from './InsightFilters';
import { type ActivityCurve, type Effort, type GroupSize, type Judged, type Known, type Occupancy, type SpeciesCount, type TimeCount, useInsight, useInsightFilters } from './useInsights';

const NAMED = 6;
const RANKED = 12;
const MATRIX = 12;
const CHART = 380;
type Filters = ReturnType<typeof useInsightFilters>;

export default function InsightsPage() {
  const { t } = useSpeech();
  const filters = useInsightFilters();
  const species = useInsight<SpeciesCount[]>('species', filters.query);
  return (
    <>
      <PageHead title={t('insights.title')} />
      <InsightFilters filters={filters} species={species.data ?? []} />
      <Loaded of={species} height={900}>
        {found =>
          found.length === 0 ? (
            <Stack><Empty title={t('insights.none')} text={t('insights.noneText')} /><EffortPart filters={filters} /><Confusion filters={filters} /></Stack>
          ) : (
            <Grid gap="md">
              <Grid.Col span={{ base: 12, lg: 6 }}><SpeciesPart species={found} /></Grid.Col>
              <Grid.Col span={{ base: 12, lg: 6 }}><Timeline filters={filters} /></Grid.Col>
              <Grid.Col span={{ base: 12, lg: 6 }}><Activity filters={filters} species={found} /></Grid.Col>
              <Grid.Col span={{ base: 12, lg: 6 }}><Groups filters={filters} /></Grid.Col>
              <Grid.Col span={{ base: 12, lg: 6 }}><Accumulation filters={filters} /></Grid.Col>
              <Grid.Col span={{ base: 12, lg: 6 }}><OccupancyPart filters={filters} /></Grid.Col>
              <Grid.Col span={12}><EffortPart filters={filters} /></Grid.Col>
              <Grid.Col span={12}><Confusion filters={filters} /></Grid.Col>
            </Grid>
          )
        }
      </Loaded>
    </>
  );
}

function SpeciesPart({ species }: { species: SpeciesCount[] }) {
  const { t } = useSpeech();
  return (
    <ChartFrame title={t('insights.speciesTitle')} text={t('insights.speciesText')} file="species" rows={[['species', 'events', 'captures', 'individuals', 'places', 'first', 'last'], ...species.map(one => [one.name, one.events, one.captures, one.individuals, one.places, one.firstAt, one.lastAt])]}>
      <RankChart label={t('insights.speciesTitle')} rows={species.slice(0, RANKED).map(one => ({ name: one.name, value: one.events, text: String(one.events) }))} />
    </ChartFrame>
  );
}

function Timeline({ filters }: { filters: Filters }) {
  const { t } = useSpeech();
  const step = filters.value('step') ?? 'week';
  const counts = useInsight<TimeCount[]>('timeline', { ...filters.withSpecies, step });
  return (
    <Loaded of={counts} height={CHART}>
      {found => {
        const { labels, series } = timeSeries(found, NAMED, t('insights.others'));
        return (
          <ChartFrame title={t('insights.timeline')} text={t('insights.speciesText')} file="timeline" rows={[['from', 'species', 'events', 'individuals'], ...found.map(one => [one.day, one.name, one.events, one.individuals])]} controls={<SegmentedControl size="xs" aria-label={t('insights.step')} value={step} onChange={value => filters.set('step', value === 'week' ? null : value)} data={(['day', 'week', 'month'] as const).map(one => ({ value: one, label: t(`insights.${one}`) }))} />}>
            <BarChart label={t('insights.timeline')} labels={labels.map(day => day.slice(5))} series={series} />
          </ChartFrame>
        );
      }}
    </Loaded>
  );
}

/** Below so many a curve over the day says little. */
const ENOUGH_EVENTS = 30;

function Activity({ filters, species }: { filters: Filters; species: SpeciesCount[] }) {
  const { t, language } = useSpeech();
  const by = filters.value('by') ?? 'clock';
  const other = filters.value('compare');
  const curve = useInsight<ActivityCurve>('activity', { ...filters.withSpecies, by });
  const beside = useInsight<ActivityCurve>('activity', { ...filters.query, species: other, by }, other !== undefined);
  const labels = Array.from({ length: 240 }, (_, index) => `${Math.floor(index / 10)}:${String((index % 10) * 6).padStart(2, '0')}`);
  return (
    <Loaded of={curve} height={CHART}>
      {found => {
        const second = other ? beside.data : undefined;
        const name = filters.value('species') ?? t('insights.every');
        const series = [{ name, values: found.density }, ...(second && other ? [{ name: other, values: second.density }] : [])];
        return (
          <ChartFrame
            title={t('insights.activity')}
            text={[t('insights.activityText', { count: found.events }), found.events < ENOUGH_EVENTS && t('insights.activityFew'), by === 'sun' && t('insights.sunText', { count: found.leftOut }), second && t('insights.overlap', { value: overlap(found.density, second.density).toLocaleString(language, { maximumFractionDigits: 2 }) })].filter(Boolean).join(' · ')}
            file="activity"
            rows={[['time', ...series.map(one => one.name)], ...labels.map((text, index) => [text, ...series.map(one => one.values[index] ?? 0)])]}
            controls={<SegmentedControl size="xs" aria-label={t('insights.by')} value={by} onChange={value => filters.set('by', value === 'clock' ? null : value)} data={(['clock', 'sun'] as const).map(one => ({ value: one, label: t(`insights.${one}`) }))} />}
          >
            <LineChart label={t('insights.activity')} labels={labels.filter((_, index) => index % 20 === 0).concat('24:00')} series={series} filled />
            <Select size="xs" w={220} label={t('insights.compare')} placeholder="–" clearable searchable value={other ?? null} onChange={value => filters.set('compare', value)} data={species.map(one => one.name)} clearButtonProps={{ 'aria-label': t('filter.clear') }} />
          </ChartFrame>
        );
      }}
    </Loaded>
  );
}

function Groups({ filters }: { filters: Filters }) {
  const { t } = useSpeech();
  const groups = useInsight<GroupSize[]>('groups', filters.withSpecies);
  return (
    <Loaded of={groups} height={CHART}>
      {found => {
        const sizes = Array.from({ length: Math.max(...found.map(one => one.size), 1) }, (_, index) => index + 1);
        const { series } = timeSeries(found.map(one => ({ day: String(one.size).padStart(5, '0'), name: one.name, events: one.events, individuals: 0 })), NAMED, t('insights.others'));
        const present = [...new Set(found.map(one => one.size))].sort((a, b) => a - b);
        return (
          <ChartFrame title={t('insights.groups')} text={t('insights.groupsText')} file="group-sizes" rows={[['species', 'size', 'events'], ...found.map(one => [one.name, one.size, one.events])]}>
            <BarChart label={t('insights.groups')} labels={sizes.map(String)} series={series.map(one => ({ name: one.name, values: sizes.map(size => one.values[present.indexOf(size)] ?? 0) }))} />
          </ChartFrame>
        );
      }}
    </Loaded>
  );
}

function Accumulation({ filters }: { filters: Filters }) {
  const { t } = useSpeech();
  const curve = useInsight<Known[]>('accumulation', filters.query);
  return (
    <Loaded of={curve} height={CHART}>
      {found => (
        <ChartFrame title={t('insights.accumulation')} text={t('insights.accumulationText')} file="accumulation" rows={[['day', 'trap-days', 'species'], ...found.map(one => [one.day, one.trapDays, one.species])]}>
          <LineChart label={t('insights.accumulation')} labels={found.map(one => String(one.trapDays))} series={[{ name: t('insights.species'), values: found.map(one => one.species) }]} whole />
        </ChartFrame>
      )}
    </Loaded>
  );
}

function OccupancyPart({ filters }: { filters: Filters }) {
  const { t, language } = useSpeech();
  const occupancy = useInsight<Occupancy[]>('occupancy', filters.query);
  return (
    <Loaded of={occupancy} height={CHART}>
      {found => (
        <ChartFrame title={t('insights.occupancy')} text={t('insights.occupancyText')} file="occupancy" rows={[['species', 'seen at', 'places', 'naive occupancy'], ...found.map(one => [one.name, one.seenAt, one.places, one.naive])]}>
          <RankChart label={t('insights.occupancy')} rows={found.slice(0, RANKED).map(one => ({ name: one.name, value: one.naive, text: `${percent(one.naive, language)} (${t('insights.occupancyOf', { seen: one.seenAt, places: one.places })})` }))} />
        </ChartFrame>
      )}
    </Loaded>
  );
}

function EffortPart({ filters }: { filters: Filters }) {
  const { t } = useSpeech();
  const effort = useInsight<Effort[]>('effort', filters.query);
  return (
    <Loaded of={effort} height={CHART}>
      {found => (
        <ChartFrame title={t('insights.effort')} text={t('insights.effortText', { days: found.reduce((sum, one) => sum + one.trapDays, 0), cameras: found.length })} file="effort" rows={[['camera', 'place', 'from', 'to', 'days', 'gap before'], ...found.flatMap(one => one.stretches.map(part => [one.camera, one.place, part.from, part.to, part.days, part.gapBefore]))]}>
          <EffortChart effort={found} label={t('insights.effort')} />
        </ChartFrame>
      )}
    </Loaded>
  );
}

function Confusion({ filters }: { filters: Filters }) {
  const { t, language } = useSpeech();
  const judged = useInsight<Judged[]>('confusion', filters.query);
  return (
    <Loaded of={judged} height={CHART}>
      {found => {
        const { names, named, agreement, at } = matrix(found);
        const agreed = named === 0 ? t('insights.unnamed') : t('insights.agreement', { value: percent(agreement, language), count: named });
        const shown = names.slice(0, MATRIX);
        return (
          <ChartFrame title={t('insights.confusion')} text={found.length === 0 ? t('insights.confusionNone') : `${t('insights.confusionText')} ${agreed}`} file="confusion" rows={[['models', 'people', 'captures'], ...found.map(one => [one.machine, one.human, one.captures])]}>
            {found.length > 0 && <MatrixPicture names={shown} at={at} label={t('insights.confusion')} />}
            {found.length > 0 && (
              <WideTable minWidth={120 + shown.length * 64}>
                <Table withColumnBorders mt="sm">
                  <Table.Thead><Table.Tr><Table.Th>{t('insights.machine')}</Table.Th>{shown.map(human => <Table.Th key={human}>{human}</Table.Th>)}</Table.Tr></Table.Thead>
                  <Table.Tbody>
                    {shown.map(machine => (
                      <Table.Tr key={machine}>
                        <Table.Th>{machine}</Table.Th>
                        {shown.map(human => {
                          const count = at(machine, human);
                          return <Table.Td key={human} fw={machine === human ? 700 : 400}>{count > 0 ? <Link to={`/pictures?verified=true&species=${encodeURIComponent(human)}`}>{count}</Link> : <Text span c="dimmed">0</Text>}</Table.Td>;
                        })}
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </WideTable>
            )}
          </ChartFrame>
        );
      }}
    </Loaded>
  );
}

const CELL = 30;
const NAMES = 120;
/** What the last slanted name needs beyond its column. */
const SLANT = 50;

/** The matrix as a picture to download; the table beside it says the same with links. */
function MatrixPicture({ names, at, label }: { names: string[]; at: (machine: string, human: string) => number; label: string }) {
  const most = Math.max(...names.flatMap(row => names.map(column => at(row, column))), 1);
  const width = NAMES + names.length * CELL + SLANT;
  const height = NAMES + names.length * CELL;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" style={{ maxWidth: width }} role="img" aria-label={label} fontSize={11} fill="currentColor">
      {names.map((name, index) => (
        <g key={name}>
          <text x={NAMES - 6} y={NAMES + index * CELL + 19} textAnchor="end">{name.slice(0, 18)}</text>
          <text transform={`translate(${NAMES + index * CELL + 19}, ${NAMES - 6}) rotate(-60)`}>{name.slice(0, 18)}</text>
        </g>
      ))}
      {names.flatMap((row, y) =>
        names.map((column, x) => {
          const count = at(row, column);
          return (
            <g key={`${row} ${column}`} transform={`translate(${NAMES + x * CELL}, ${NAMES + y * CELL})`}>
              <rect width={CELL - 1} height={CELL - 1} fill={x === y ? '#009e73' : '#d55e00'} fillOpacity={count === 0 ? 0.05 : 0.2 + (0.8 * count) / most} />
              {count > 0 && <text x={CELL / 2} y={19} textAnchor="middle">{count}</text>}
            </g>
          );
        }),
      )}
    </svg>
  );
}
