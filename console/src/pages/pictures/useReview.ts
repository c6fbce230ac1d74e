import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Review, Species } from '../../api/types';
import { useToasts } from '../../parts/toasts';

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
      ['tags', 'species'].forEach(names => void queries.invalidateQueries({ queryKey: [names] }));
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
  const species = useQuery({ queryKey: ['species'], queryFn: ({ signal }) => get<Species[]>('/api/species', {}, signal), staleTime: 60_000 });
  return species.data?.map(one => one.name) ?? [];
}
