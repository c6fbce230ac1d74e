import { expect, test } from 'vitest';
import { clustered } from './clusters';

test('puts what lies together into one, also across the edge of a cell', () => {
  const clusters = clustered([{ x: 39, y: 10, of: 'a' }, { x: 41, y: 10, of: 'b' }, { x: 200, y: 10, of: 'c' }], 40);
  expect(clusters.map(one => one.all)).toEqual([['a', 'b'], ['c']]);
});
