import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { type Counted, getCounted, type Query } from '../../api/client';
import { usePerson } from '../../app/me';
import { startOfDay } from '../pictures/filters';

export interface SpeciesCount { name: string; events: number; captures: number; individuals: number; places: number; firstAt: string; lastAt: string }
export interface TimeCount { day: string; name: string; events: number; individuals: number }
export interface ActivityCurve { events: number; leftOut: number; hours: number[]; density: number[] }
export interface Effort { cameraId: string; camera: string; place: string; trapDays: number; stretches: { from: string; to: string; days: number; gapBefore: number }[] }
export interface Known { day: string; trapDays: number; species: number }
export interface Occupancy { name: string; seenAt: number; places: number; naive: number }
export interface Judged { machine: string; human: string; captures: number }
export interface GroupSize { name: string; size: number; events: number }
export interface Point { placeId: string; place: string; latitude: number; longitude: number; cameras: string[]; trapDays: number; events: number; individuals: number; species: number; rate: number }

const FILTERS = ['camera', 'species', 'from', 'to', 'independence', 'minConfidence'] as const;
type Filter = (typeof FILTERS)[number];

/** What is counted, as it stands in the address bar and as the API takes it. */
export function useInsightFilters() {
  const { project } = usePerson();
  const [search, setSearch] = useSearchParams();
  return useMemo(() => {
    const value = (name: Filter) => search.get(name) ?? undefined;
    const query: Query = {
      project,
      camera: value('camera'),
      independence: value('independence'),
      minConfidence: value('minConfidence'),
      from: value('from') && startOfDay(value('from') ?? '', 0),
      to: value('to') && startOfDay(value('to') ?? '', 1),
    };
    const set = (name: string, next: string | null) =>
      setSearch(
        now => {
          const changed = new URLSearchParams(now);
          if (next) {
            changed.set(name, next);
          } else {
            changed.delete(name);
          }
          return changed;
        },
        { replace: true },
      );
    return { query, withSpecies: { ...query, species: value('species') } as Query, value: (name: string) => search.get(name) ?? undefined, set };
  }, [search, setSearch, project]);
}

/** One table of numbers. While other filters are asked for, the last stays in sight. */
export function useInsight<T>(what: string, query: Query, enabled = true) {
  return useQuery({ ...insight<T>(what, query), select: value, placeholderData: keepPreviousData, enabled });
}

/** When a table was counted; it is not asked for again to know this. */
export function useCountedAt(what: string, query: Query) {
  return useQuery({ ...insight<unknown>(what, query), select: at, placeholderData: keepPreviousData }).data;
}

function insight<T>(what: string, query: Query) {
  return queryOptions({ queryKey: ['insights', what, query], queryFn: ({ signal }) => getCounted<T>(`/api/insights/${what}`, query, signal), staleTime: 60_000 });
}

function value<T>(counted: Counted<T>): T {
  return counted.value;
}

function at(counted: Counted<unknown>): string {
  return counted.at;
}
