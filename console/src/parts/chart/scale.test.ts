import { expect, test } from 'vitest';
import { csv, thinned, ticks } from './scale';

test('puts round steps on an axis', () => {
  expect(ticks(7)).toEqual([0, 2, 4, 6, 8]);
  expect(ticks(1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(ticks(0)).toEqual([0, 1]);
  expect(ticks(950).at(-1)).toBe(1000);
});

test('counts in whole steps', () => {
  expect(ticks(1, true)).toEqual([0, 1]);
  expect(ticks(3, true)).toEqual([0, 1, 2, 3]);
  expect(ticks(7, true)).toEqual([0, 2, 4, 6, 8]);
});

test('leaves labels out where there is no room for all', () => {
  expect(thinned(24, 700, 28)).toBe(1);
  expect(thinned(24, 300, 28)).toBe(3);
});

test('writes tables that no spreadsheet runs', () => {
  expect(csv([['name', 'count'], ['=1+1', 2], ['a "wolf", grey', 3]])).toBe('name,count\r\n\'=1+1,2\r\n"a ""wolf"", grey",3\r\n');
});
