import { expect, test } from 'vitest';
import { matrix, overlap, timeSeries } from './counting';

const count = (day: string, name: string, events: number) => ({ day, name, events, individuals: events });

test('shows the most frequent by name, and the rest together', () => {
  const { labels, series } = timeSeries([count('2026-01-12', 'fox', 1), count('2026-01-05', 'wolf', 5), count('2026-01-05', 'deer', 2), count('2026-01-12', 'hare', 1)], 2, 'others');
  expect(labels).toEqual(['2026-01-05', '2026-01-12']);
  expect(series).toEqual([{ name: 'wolf', values: [5, 0] }, { name: 'deer', values: [2, 0] }, { name: 'others', values: [0, 2] }]);
});

test('says how far two activities overlap', () => {
  expect(overlap([1, 1], [1, 1])).toBe(1);
  expect(overlap([2, 0], [0, 2])).toBe(0);
  expect(overlap([2, 0], [1, 1])).toBe(0.5);
});

test('sets models against people', () => {
  const { names, agreement, at } = matrix([{ machine: 'fox', human: 'fox', captures: 3 }, { machine: 'fox', human: 'blank', captures: 1 }]);
  expect(names).toEqual(['fox', 'blank']);
  expect(agreement).toBe(0.75);
  expect(at('fox', 'blank')).toBe(1);
  expect(at('blank', 'fox')).toBe(0);
});

test('does not hold against models what they did not name', () => {
  const { named, agreement, at } = matrix([
    { machine: 'motion', human: 'fox', captures: 9 }, { machine: 'animal', human: 'fox', captures: 5 }, { machine: 'animal', human: 'animal', captures: 2 }, { machine: 'animal', human: 'blank', captures: 1 }, { machine: 'fox', human: 'fox', captures: 1 },
  ]);
  expect(named).toBe(4);
  expect(agreement).toBe(0.75);
  expect(at('motion', 'fox')).toBe(9);
});

test('agrees on nothing where the models named nothing', () => {
  expect(matrix([{ machine: 'motion', human: 'blank', captures: 3 }])).toMatchObject({ named: 0, agreement: 0 });
});
