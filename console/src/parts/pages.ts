import { useInfiniteQuery } from '@tanstack/react-query';
import { get, type Query } from '../api/client';
import type { Page } from '../api/types';

/** A list of the API, page by page. Its key begins with the list's name. */
export function usePages<T>(name: string, query: Query, options: { refetchMillis?: number } = {}) {
  const pages = useInfiniteQuery({
    queryKey: [name, 'list', query],
    queryFn: ({ pageParam, signal }) => get<Page<T>>(`/api/${name}`, { ...query, cursor: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: last => last.next,
    ...(options.refetchMillis ? { refetchInterval: options.refetchMillis } : {}),
  });
  return { ...pages, items: pages.data?.pages.flatMap(page => page.items) };
}
