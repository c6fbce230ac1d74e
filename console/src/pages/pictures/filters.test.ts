import { expect, test } from 'vitest';
import { needForm, query, read, startOfDay, write } from './filters';

test('filters survive the way through the address bar', () => {
  const filters = { label: 'grey wolf', minConfidence: '0.5', from: '2026-03-01' };

  expect(read(new URLSearchParams(write(filters)))).toEqual(filters);
  expect(write({})).toBe('');
});

test('an address can name only filters that there are', () => {
  expect(read(new URLSearchParams('label=wolf&evil=1&cursor=x'))).toEqual({ label: 'wolf' });
});

test('the last day counts whole', () => {
  const asked = query({ from: '2026-03-01', to: '2026-03-01' }, 'p');

  expect(Date.parse(String(asked['to'])) - Date.parse(String(asked['from']))).toBe(86_400_000);
  expect(asked['project']).toBe('p');
  expect(startOfDay('yesterday', 0)).toBeUndefined();
});

test('shows the form for filters that have no button of their own', () => {
  expect(needForm({})).toBe(false);
  expect(needForm({ verified: 'false' })).toBe(false);
  expect(needForm({ verified: 'false', camera: 'c' })).toBe(true);
});
