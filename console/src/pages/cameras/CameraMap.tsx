import { Text } from '@mantine/core';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Camera } from '../../api/types';
import { useSpeech } from '../../i18n';
import { ago } from '../../parts/time';
import { useDeployments, useTiles, useTracks } from '../map/useMap';

const MapView = lazy(() => import('../map/MapView').then(file => ({ default: file.MapView })));

/** Cameras where they stand, with the ways they went. */
export function CameraMap({ cameras }: { cameras: Camera[] }) {
  const { t, language } = useSpeech();
  const navigate = useNavigate();
  const tiles = useTiles();
  const deployments = useDeployments();
  const tracks = useTracks(deployments.data, true);
  const places = useMemo(
    () => cameras.flatMap(one => (one.position ? [{ id: one.cameraId, name: one.name, ...one.position, value: 1, text: ago(one.lastReceivedAt, Date.now(), language), to: `/cameras/${one.cameraId}` }] : [])),
    [cameras, language],
  );
  const clusterText = useCallback((count: number) => t('map.cluster', { count }), [t]);
  if (places.length === 0) {
    return <Text c="dimmed">{t('map.none')}. {t('map.noneText')}</Text>;
  }
  return (
    <Suspense fallback={<div style={{ height: '60vh' }} />}>
      {tiles.data && <MapView label={t('map.area')} places={places} tracks={tracks} tiles={tiles.data} clusterText={clusterText} open={to => void navigate(to)} />}
    </Suspense>
  );
}
