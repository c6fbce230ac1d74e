import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Query } from '../../api/client';
import type { CaptureItem } from '../../api/types';
import { PAGE_SIZE, pageOfCaptures } from './captures';

/** So many pages are fetched before they come into sight, so that whoever scrolls does not come to an end that is none. */
const PAGES_AHEAD = 3;

/**
 * A long list of which only the pages in sight are held. The cursor of each page is known once the
 * page before has come, so the list grows at its end; what was scrolled past is fetched again when
 * it comes back into sight.
 *
 * @param first index of the first capture in sight
 * @param last index of the last one
 */
export function useCaptureWindow(query: Query, first: number, last: number) {
  const queries = useQueryClient();
  const [cursors, setCursors] = useState<string[]>(['']);
  const [ended, setEnded] = useState<number | undefined>(undefined);
  const from = Math.max(0, Math.floor(first / PAGE_SIZE));
  // Who has not scrolled yet waits for thumbnails, and for nothing else.
  const ahead = first > 0 ? PAGES_AHEAD : 0;
  const lastInSight = Math.max(from, Math.floor(last / PAGE_SIZE));
  const to = Math.min(cursors.length - 1, lastInSight + ahead);
  const wanted = useMemo(() => {
    const pages: number[] = [];
    for (let page = Math.min(from, to); page <= to; page++) {
      pages.push(page);
    }
    return pages;
  }, [from, to]);

  const results = useQueries({ queries: wanted.map(page => pageOfCaptures(query, cursors[page] ?? '')) });

  const newest = results.at(-1)?.data;
  const newestPage = wanted.at(-1);
  useEffect(() => {
    if (!newest || newestPage !== cursors.length - 1) {
      return;
    }
    if (newest.next) {
      const next = newest.next;
      setEnded(undefined);
      setCursors(all => (all.length - 1 === newestPage && all.at(-1) !== next ? [...all, next] : all));
    } else {
      setEnded(newestPage * PAGE_SIZE + newest.items.length);
    }
  }, [newest, newestPage, cursors.length]);

  // When the head of the list changes, the pages behind it begin elsewhere.
  const head = results[0];
  const headCursor = wanted[0] === 0 ? head?.data?.next : undefined;
  useEffect(() => {
    if (headCursor && cursors.length > 1 && cursors[1] !== headCursor) {
      setEnded(undefined);
      setCursors(['', headCursor]);
    }
  }, [headCursor, cursors]);

  const at = (index: number): CaptureItem | undefined => {
    const place = wanted.indexOf(Math.floor(index / PAGE_SIZE));
    return place < 0 ? undefined : results[place]?.data?.items[index % PAGE_SIZE];
  };
  const inSight = results.slice(0, Math.max(1, lastInSight - from + 1));
  const failed = inSight.find(result => result.error && !result.data)?.error ?? null;
  return {
    at,
    /** All of the pages in sight, without those that were only fetched ahead. */
    inSight: inSight.flatMap(result => result.data?.items ?? []),
    /** How many are known so far, with a screenful of places while there are more. */
    count: ended ?? (cursors.length - 1) * PAGE_SIZE + (newest || cursors.length > 1 ? PAGE_SIZE : 0),
    loading: results[0]?.isPending ?? true,
    failed,
    retry: () => void queries.invalidateQueries({ queryKey: ['captures', 'window', query] }),
  };
}
