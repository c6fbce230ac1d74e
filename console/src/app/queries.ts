import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/client';
import { ME } from './me';

const TRIES = 2;

/** Another try helps only where the server was away; what it refused it will refuse again. */
export function worthTrying(failures: number, failure: Error): boolean {
  return failures < TRIES && !(failure instanceof ApiProblem && failure.status < 500);
}

export function newQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // The session is over: whoever shows this page asks who is there, and finds nobody.
      onError: (failure, query) => {
        if (failure instanceof ApiProblem && failure.status === 401 && query.queryKey[0] !== ME[0]) {
          void queries.invalidateQueries({ queryKey: ME });
        }
      },
    }),
    defaultOptions: { queries: { retry: worthTrying, staleTime: 10_000, refetchOnWindowFocus: true } },
  });
  return queries;
}
