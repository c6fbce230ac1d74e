import { expect, test } from 'vitest';
import { fitted, moved, MOST, WHOLE, zoomed } from './zoom';

test('the point under the pointer stays where it is', () => {
  const before = { scale: 2, x: 10, y: -20 };
  const after = zoomed(before, 1.5, 100, 40);

  const point = (view: typeof before) => ({ x: (100 - view.x) / view.scale, y: (40 - view.y) / view.scale });
  expect(point(after).x).toBeCloseTo(point(before).x);
  expect(point(after).y).toBeCloseTo(point(before).y);
});

test('it zooms no further than the whole picture and the most', () => {
  expect(zoomed({ scale: 1.1, x: 5, y: 5 }, 0.1)).toEqual(WHOLE);
  expect(zoomed(WHOLE, 1000).scale).toBe(MOST);
});

test('the picture cannot be dragged away', () => {
  expect(moved({ scale: 2, x: 0, y: 0 }, 9999, -9999, 200, 100)).toEqual({ scale: 2, x: 100, y: -50 });
  expect(moved(WHOLE, 50, 50, 200, 100)).toEqual(WHOLE);
});

test('a picture is as large as fits', () => {
  expect(fitted(4000, 3000, { width: 800, height: 300 })).toEqual({ width: 400, height: 300 });
});
