import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Review, Species } from '../../api/types';
import { useToasts } from '../../parts/toasts';

const SPECIES = ['species'];

/** What people say of a capture, and a way to change it. */
export function useReview(captureId: string) {
  const queries = useQueryClient();
  const { complain } = useToasts();
  const key = ['review', captureId];
  const review = useQuery({ queryKey: key, queryFn: ({ signal }) => get<Review>(`/api/captures/${captureId}/review`, {}, signal) });
  const change = useMutation({
    mutationFn: (send: () => Promise<Review>) => send(),
    onSuccess: said => {
      queries.setQueryData(key, said);
      void queries.invalidateQueries({ queryKey: ['review history', captureId] });
      void queries.invalidateQueries({ queryKey: ['captures', 'window'] });
      void queries.invalidateQueries({ queryKey: ['tags'] });
      // All that people ever said is counted for it: not for every picture, nor for a mark.
      const known = new Set(queries.getQueryData<Species[]>(SPECIES)?.map(one => one.name));
      if (said.observations.some(one => one.scientificName && !known.has(one.scientificName.toLowerCase()))) {
        void queries.invalidateQueries({ queryKey: SPECIES });
      }
    },
    onError: failure => {
      complain(failure);
      void queries.invalidateQueries({ queryKey: key });
    },
  });
  return { review, change };
}

/** Names that can be given to what is seen, those said most first. */
export function useSpecies(): string[] {
  const species = useQuery({ queryKey: SPECIES, queryFn: ({ signal }) => get<Species[]>('/api/species', {}, signal), staleTime: 60_000 });
  return species.data?.map(one => one.name) ?? [];
}
