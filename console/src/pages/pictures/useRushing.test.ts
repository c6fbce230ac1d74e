import { expect, test } from 'vitest';
import { paced } from './useRushing';

test('a wheel turned without haste is no rush', () => {
  let now = 0;
  const rushing = paced(() => now);
  for (let turn = 1; turn <= 20; turn++) {
    now += 16;
    expect(rushing(turn * 40, true)).toBe(false);
  }
});

test('a page that is thrown rushes until it slows down', () => {
  let now = 0;
  const rushing = paced(() => now);
  now += 16;
  expect(rushing(300, true)).toBe(true);
  now += 16;
  expect(rushing(600, true)).toBe(true);
  now += 16;
  expect(rushing(650, true)).toBe(false);
});

test('a page at rest does not rush, however far it jumped', () => {
  let now = 0;
  const rushing = paced(() => now);
  now += 16;
  expect(rushing(90_000, true)).toBe(true);
  expect(rushing(90_000, true)).toBe(true);
  now += 150;
  expect(rushing(90_000, false)).toBe(false);
});
