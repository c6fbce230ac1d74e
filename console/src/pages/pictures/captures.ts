import { queryOptions } from '@tanstack/react-query';
import { get, type Query } from '../../api/client';
import type { CaptureItem, Page } from '../../api/types';

export const PAGE_SIZE = 60;
/** A page that nobody looks at is forgotten after this time, so memory does not grow with the scroll. */
const FORGOTTEN_AFTER_MILLIS = 30_000;
/** New pictures belong at the head; behind it the pages do not move. */
const HEAD_FRESH_MILLIS = 10_000;

/** One page of the captures that match, newest first; that without a cursor is the head of the list. */
export function pageOfCaptures(query: Query, cursor: string) {
  return queryOptions({
    queryKey: ['captures', 'window', query, cursor],
    queryFn: ({ signal }) => get<Page<CaptureItem>>('/api/captures', { ...query, limit: PAGE_SIZE, cursor }, signal),
    gcTime: FORGOTTEN_AFTER_MILLIS,
    staleTime: cursor === '' ? HEAD_FRESH_MILLIS : Infinity,
  });
}
