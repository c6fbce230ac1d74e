import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { get } from '../../api/client';
import { usePerson } from '../../app/me';
import type { Tiles, Track } from './MapView';

export interface Deployment { deploymentId: string; cameraId: string; cameraName: string; site?: string; latitude: number; longitude: number; startedAt: string; endedAt?: string; madeBy: string; undoneAt?: string; undoneBy?: string }

/** Which background the operator has set up; none is asked for otherwise. */
export function useTiles() {
  return useQuery({ queryKey: ['map'], queryFn: ({ signal }) => get<Tiles>('/api/map', {}, signal), staleTime: Infinity });
}

/** Where cameras stood, of all or of one. */
export function useDeployments(camera?: string) {
  const { project } = usePerson();
  return useQuery({ queryKey: ['deployments', project, camera], queryFn: ({ signal }) => get<Deployment[]>('/api/deployments', { project, camera }, signal) });
}

/** The ways that cameras went, from one deployment to the next. */
export function useTracks(deployments: Deployment[] | undefined, shown: boolean): Track[] {
  return useMemo(() => {
    const byCamera = new Map<string, Deployment[]>();
    for (const one of shown ? (deployments ?? []) : []) {
      if (!one.undoneAt) {
        byCamera.set(one.cameraId, [...(byCamera.get(one.cameraId) ?? []), one]);
      }
    }
    return [...byCamera.values()]
      .filter(all => all.length > 1)
      .map(all => ({ name: all[0]?.cameraName ?? '', points: [...all].reverse().map(one => [one.latitude, one.longitude] as [number, number]) }));
  }, [deployments, shown]);
}
