import { expect, test } from 'vitest';
import { isElsewhere, safeNext } from './next';

test('the login sends nobody to another server', () => {
  expect(safeNext('/pictures?label=wolf')).toBe('/pictures?label=wolf');
  for (const bad of [null, '', 'https://example.org', '//example.org', '/\\example.org', 'javascript:alert(1)', '/login?next=/login']) {
    expect(safeNext(bad)).toBe('/');
  }
});

test('pages of other parts of the server are opened anew', () => {
  expect(isElsewhere('/api/docs')).toBe(true);
  expect(isElsewhere('/apiary')).toBe(false);
});
