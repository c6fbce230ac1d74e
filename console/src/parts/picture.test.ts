import { expect, test } from 'vitest';
import { smallPicture } from './picture';

const links = { self: '/api/captures/1', original: '/o', thumbnail: '/t', preview: '/p' };

test('asks for no small picture before it is made', () => {
  expect(smallPicture({ state: 'received', links })).toBeUndefined();
});

test('shows the small picture as soon as the capture was looked at', () => {
  expect(smallPicture({ state: 'detected', links })).toBe('/t');
  expect(smallPicture({ state: 'completed', links })).toBe('/t');
});
