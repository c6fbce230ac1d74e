import { expect, test } from 'vitest';
import { columns, perMinute, type Route } from './flow';

const route = (routeId: string, total: number): Route => ({
  routeId, total, capability: routeId.split('.')[0] ?? '', description: '', state: 'started', since: '', failed: 0, inFlight: 0, meanMillis: 0, leadsTo: [], steps: [],
});

test('each capability has one column, in the order of the way', () => {
  const all = columns([route('capture.receive', 1), route('detection.detect', 1), route('capture.record', 1)]);

  expect(all.map(one => one.capability)).toEqual(['capture', 'detection']);
  expect(all[0]?.routes.map(one => one.routeId)).toEqual(['capture.receive', 'capture.record']);
});

test('a rate is what was counted between two answers, and a route that is new has none', () => {
  expect(perMinute([route('a', 10), route('b', 9)], [route('a', 20), route('b', 1), route('c', 5)], 30_000)).toEqual({ a: 20 });
});
