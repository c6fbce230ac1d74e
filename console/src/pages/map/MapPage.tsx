import { Anchor, Button, Group, Select, Stack, Switch, Table, Text, Title } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { Loaded } from '../../parts/Loaded';
import { PageHead } from '../../parts/PageHead';
import { WideTable } from '../../parts/WideTable';
import { InsightFilters } from '../insights/InsightFilters';
import { type Point, type SpeciesCount, useInsight, useInsightFilters } from '../insights/useInsights';
import { MapView } from './MapView';
import { useDeployments, useTiles, useTracks } from './useMap';

const SHOWN = ['rate', 'richness', 'effort', 'individuals'] as const;
type Shown = (typeof SHOWN)[number];

export default function MapPage() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const filters = useInsightFilters();
  const species = useInsight<SpeciesCount[]>('species', filters.query);
  const points = useInsight<Point[]>('map', filters.withSpecies);
  const tiles = useTiles();
  const deployments = useDeployments(filters.value('camera'));
  const what = (SHOWN.find(one => one === filters.value('show')) ?? 'rate') as Shown;
  const tracks = useTracks(deployments.data, filters.value('tracks') === 'yes');
  const places = useMemo(
    () => (points.data ?? []).map(one => ({ id: one.placeId, name: one.place, latitude: one.latitude, longitude: one.longitude, value: valueOf(one, what), text: String(valueOf(one, what)), to: `/cameras/${one.cameras[0]}` })),
    [points.data, what],
  );
  const clusterText = useCallback((count: number) => t('map.cluster', { count }), [t]);
  return (
    <>
      <PageHead title={t('map.title')} />
      <InsightFilters filters={filters} species={species.data ?? []} />
      <Group mb="sm" gap="md" align="flex-end">
        <Select label={t('map.show')} w={260} allowDeselect={false} value={what} onChange={value => filters.set('show', value === 'rate' ? null : value)} data={SHOWN.map(one => ({ value: one, label: t(`map.${one}`) }))} />
        <Switch label={t('map.tracks')} checked={filters.value('tracks') === 'yes'} onChange={event => filters.set('tracks', event.currentTarget.checked ? 'yes' : null)} mb={8} />
      </Group>
      <Loaded of={{ data: points.data && tiles.data, error: points.error ?? tiles.error, refetch: points.refetch }} height={560}>
        {background =>
          points.data?.length === 0 ? (
            <Empty title={t('map.none')} text={t('map.noneText')}>
              <Button variant="default" component={Link} to="/cameras">{t('map.toCameras')}</Button>
            </Empty>
          ) : (
            <Stack>
              <MapView label={t('map.area')} places={places} tracks={tracks} tiles={background} clusterText={clusterText} open={to => void navigate(to)} />
              {!background.tiles && <Text size="sm" c="dimmed">{t('map.noTiles')}</Text>}
              <section>
                <Title order={2} size="h4" mb="sm">{t('map.table')}</Title>
                <WideTable minWidth={560}>
                  <Table>
                    <Table.Thead><Table.Tr><Table.Th>{t('insights.place')}</Table.Th><Table.Th>{t('map.events')}</Table.Th><Table.Th>{t('map.individuals')}</Table.Th><Table.Th>{t('map.richness')}</Table.Th><Table.Th>{t('map.effort')}</Table.Th><Table.Th>{t('map.rate')}</Table.Th></Table.Tr></Table.Thead>
                    <Table.Tbody>
                      {points.data?.map(one => (
                        <Table.Tr key={one.placeId}>
                          <Table.Td><Anchor component={Link} to={`/cameras/${one.cameras[0]}`}>{one.place}</Anchor></Table.Td>
                          <Table.Td>{one.events}</Table.Td><Table.Td>{one.individuals}</Table.Td><Table.Td>{one.species}</Table.Td><Table.Td>{one.trapDays}</Table.Td><Table.Td>{one.rate}</Table.Td>
                        </Table.Tr>
                      ))}
                    </Table.Tbody>
                  </Table>
                </WideTable>
              </section>
            </Stack>
          )
        }
      </Loaded>
    </>
  );
}

function valueOf(point: Point, what: Shown): number {
  return { rate: point.rate, richness: point.species, effort: point.trapDays, individuals: point.individuals }[what];
}
