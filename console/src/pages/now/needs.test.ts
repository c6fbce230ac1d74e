import { expect, test } from 'vitest';
import type { NowView } from '../../api/types';
import { needs } from './needs';

const QUIET: NowView = {
  at: '', captures: { lastDay: 9, dayBefore: 0, byHour: [] }, alerts: { lastDay: 0, dayBefore: 0, byHour: [] }, openEvents: 4,
  cameras: { approved: 3, pending: 0, silent: 0 }, deliveries: { due: 2, failedLastDay: 0 },
};

test('nothing is asked of a person when all is well', () => {
  expect(needs(QUIET)).toEqual([]);
});

test('who was not told comes before what only waits', () => {
  const all = needs({ ...QUIET, cameras: { approved: 3, pending: 2, silent: 0 }, deliveries: { due: 0, failedLastDay: 1 }, quarantine: 5 });

  expect(all.map(need => need.key)).toEqual(['need.deliveries', 'need.pending', 'need.quarantine']);
});

test('what keeps everybody from being told comes first, and only who runs it hears of it', () => {
  const all = needs({ ...QUIET, deliveries: { due: 0, failedLastDay: 1 }, installation: { parked: true, restingChannels: 2, configProblems: 0, diskUsedPercent: 91 } });

  expect(all.map(need => need.key)).toEqual(['need.parked', 'need.channels', 'need.disk', 'need.deliveries']);
});
