import { expect, test } from 'vitest';
import { ago, bytes, duration, regional } from './time';
import { summary } from './seen';

test('says how long ago in the largest whole unit', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  expect(ago('2026-03-01T11:58:30Z', now, 'en')).toBe('1 minute ago');
  expect(ago('2026-02-27T12:00:00Z', now, 'en')).toBe('2 days ago');
  expect(ago('2026-03-01T11:59:50Z', now, 'en')).toBe('now');
});

test('writes times as they are written where the reader is', () => {
  expect(regional('en', ['nl-NL', 'en-GB', 'en-US'])).toBe('en-GB');
  expect(regional('nl', ['en-US'])).toBe('nl');
});

test('says a wait in at most two units', () => {
  expect(duration(65, 'en')).toBe('1 min 5 sec');
  expect(duration(0, 'en')).toBe('0 sec');
  expect(duration(90_000, 'en')).toBe('1 day 1 hr');
});

test('says a size in a unit that people read', () => {
  expect(bytes(0, 'en')).toBe('0 byte');
  expect(bytes(2_400_000, 'en')).toBe('2.4 MB');
});

test('says what is on a picture', () => {
  expect(summary([{ label: 'timber wolf, grey wolf', category: 'animal', count: 2 }, { category: 'person', count: 1 }])).toBe('2 × timber wolf, person');
});
