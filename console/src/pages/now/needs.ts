import type { NowView } from '../../api/types';
import type { Key } from '../../i18n';

export interface Need { key: Key; count: number; to: string; urgent: boolean }

/** What a person should look at, the most urgent first. Nothing to do: nothing in the list. */
export function needs(view: NowView): Need[] {
  const all: Need[] = [
    { key: 'need.deliveries', count: view.deliveries.failedLastDay, to: '/deliveries?state=failed', urgent: true },
    { key: 'need.failedJobs', count: view.failedJobs ?? 0, to: '/repair?tab=jobs', urgent: true },
    { key: 'need.pending', count: view.cameras.pending, to: '/cameras?state=pending', urgent: false },
    { key: 'need.silent', count: view.cameras.silent, to: '/cameras', urgent: false },
    { key: 'need.quarantine', count: view.quarantine ?? 0, to: '/repair', urgent: false },
  ];
  return all.filter(need => need.count > 0);
}
