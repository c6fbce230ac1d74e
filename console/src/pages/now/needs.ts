import type { NowView } from '../../api/types';
import type { Key } from '../../i18n';

export interface Need { key: Key; count: number; to: string; urgent: boolean }

/** From here on somebody should make room. */
const DISK_NEARLY_FULL_PERCENT = 85;

/** What a person should look at, the most urgent first. Nothing to do: nothing in the list. */
export function needs(view: NowView): Need[] {
  const here = view.installation;
  const all: Need[] = [
    { key: 'need.parked', count: here?.parked ? 1 : 0, to: '/rules?tab=channels', urgent: true },
    { key: 'need.channels', count: here?.restingChannels ?? 0, to: '/rules?tab=channels', urgent: true },
    { key: 'need.config', count: here?.configProblems ?? 0, to: '/configuration', urgent: true },
    { key: 'need.disk', count: (here?.diskUsedPercent ?? 0) >= DISK_NEARLY_FULL_PERCENT ? (here?.diskUsedPercent ?? 0) : 0, to: '/installation?tab=disk', urgent: true },
    { key: 'need.deliveries', count: view.deliveries.failedLastDay, to: '/deliveries?state=failed', urgent: true },
    { key: 'need.failedJobs', count: view.failedJobs ?? 0, to: '/repair?tab=jobs', urgent: true },
    { key: 'need.pending', count: view.cameras.pending, to: '/cameras?state=pending', urgent: false },
    { key: 'need.silent', count: view.cameras.silent, to: '/cameras', urgent: false },
    { key: 'need.quarantine', count: view.quarantine ?? 0, to: '/repair', urgent: false },
  ];
  return all.filter(need => need.count > 0);
}
