import { afterEach, expect, test, vi } from 'vitest';
import { address, ApiProblem, csrfToken, get, getCounted, post, Unreachable } from './client';

afterEach(() => vi.unstubAllGlobals());

function answers(status: number, body: unknown, headers: Record<string, string> = {}) {
  const fetched = vi.fn(() => Promise.resolve(new Response(body === undefined ? null : JSON.stringify(body), { status, headers })));
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('document', { cookie: 'a=b; XSRF-TOKEN=t%2Bk' });
  return fetched;
}

test('what is not set is not asked for', () => {
  expect(address('/api/captures', { camera: undefined, label: '', limit: 0 })).toBe('/api/captures?limit=0');
  expect(address('/api/captures', { from: '2026-01-01T00:00:00+01:00' })).toContain('%2B01%3A00');
});

test('what changes something carries the token of the cookie', async () => {
  const fetched = answers(204, undefined);

  await post('/api/logout');

  expect(fetched).toHaveBeenCalledWith('/api/logout', expect.objectContaining({ headers: expect.objectContaining({ 'X-XSRF-TOKEN': 't+k' }) as unknown }));
  expect(csrfToken('other=1')).toBe('');
});

test('a refusal says why, which fields, and when to come back', async () => {
  answers(429, { detail: 'Too many.', errors: [{ field: 'email', message: 'is wrong' }] }, { 'Retry-After': '42' });

  const refusal: unknown = await get('/api/me').catch((failure: unknown) => failure);

  expect(refusal).toBeInstanceOf(ApiProblem);
  expect(refusal).toMatchObject({ status: 429, detail: 'Too many.', retryAfterSeconds: 42, fields: [{ field: 'email' }] });
});

test('a server that is away is told apart from one that refuses', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')));

  await expect(get('/api/me')).rejects.toBeInstanceOf(Unreachable);
});

test('what was counted a while ago says when', async () => {
  answers(200, [1], { Age: '20' });

  const counted = await getCounted<number[]>('/api/insights/species');

  expect(counted.value).toEqual([1]);
  expect(Date.now() - Date.parse(counted.at)).toBeGreaterThanOrEqual(20_000);
  expect(Date.now() - Date.parse(counted.at)).toBeLessThan(30_000);
});
