import type { QueryClient } from '@tanstack/react-query';
import { matchRoutes, type RouteObject } from 'react-router-dom';

/** Fetches something that a page will need. What fails is asked for again by the page, which says so. */
export type Beginning = (queries: QueryClient, search: URLSearchParams) => Promise<unknown>;

/**
 * Fetches at once all that the page at this address begins with, side by side: who is there, the
 * page's own code, what it shows. Else each would wait for the one before.
 *
 * @returns when all of it has come or failed
 */
export function begin(routes: RouteObject[], address: Location, queries: QueryClient): Promise<unknown> {
  const search = new URLSearchParams(address.search);
  const begun = (matchRoutes(routes, address) ?? []).flatMap(({ route }) => (route.handle as Beginning[] | undefined) ?? []);
  return Promise.allSettled(begun.map(fetch => fetch(queries, search)));
}
