import type { QueryFunctionContext } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import page from '../../index.html?raw';
import { WHO_IS_THERE } from '../app/me';
import { pageOfCaptures } from '../pages/pictures/captures';
import { query } from '../pages/pictures/filters';
import { get, Unreachable } from './client';

afterEach(() => vi.unstubAllGlobals());

/** The second script of the page itself, which asks before any code of the console is there. */
const SCRIPT = [...page.matchAll(/<script nonce="__NONCE__">(.*?)<\/script>/gs)][1]?.[1] ?? '';

/** Lets the page's own script run at this address, and says which addresses and pictures it asked for. */
function opened(address: string, { project = '', answer = () => Promise.resolve(Response.json({ items: [] })) } = {}) {
  const asked: string[] = [];
  const pictures: string[] = [];
  const fetched = vi.fn((path: string) => {
    asked.push(path);
    return answer();
  });
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('traplineBegun', undefined);
  vi.stubGlobal('location', new URL(address, 'http://localhost'));
  vi.stubGlobal('localStorage', { getItem: (name: string) => (name === 'trapline-project' ? project || null : null) });
  vi.stubGlobal('innerWidth', 390);
  vi.stubGlobal('innerHeight', 844);
  vi.stubGlobal('fetch', fetched);
  vi.stubGlobal('Image', class { set src(path: string) { pictures.push(path); } });
  new Function(SCRIPT)();
  return { asked, pictures, fetched };
}

/** What the code of the console asks the API for. */
async function askedByCode(options: { queryFn?: unknown }): Promise<string> {
  const fetched = vi.fn<(path: string) => Promise<Response>>(() => Promise.resolve(Response.json({})));
  vi.stubGlobal('traplineBegun', undefined);
  vi.stubGlobal('fetch', fetched);
  await (options.queryFn as (context: Partial<QueryFunctionContext>) => Promise<unknown>)({});
  return fetched.mock.calls[0]?.[0] ?? '';
}

test.each(['', 'b7a8e4f2-6d1c-4f7a-9d3b-2f7f7f0c9b11'])('the gallery is asked for as the code asks for it, with the project "%s"', async project => {
  const { asked } = opened('/pictures', { project });

  expect(asked).toEqual([await askedByCode(WHO_IS_THERE), await askedByCode(pageOfCaptures(query({}, project || undefined), ''))]);
});

test('what a page with filters shows is left to the code', () => {
  expect(opened('/pictures?label=wolf').asked).toEqual(['/api/me']);
  expect(opened('/').asked).toEqual(['/api/me']);
});

test.each(['/login', '/join', '/reset', '/forgotten'])('nothing is asked at the door %s', door => {
  expect(opened(door).asked).toEqual([]);
});

test('the first thumbnails are fetched, as many as fit, and only those that there are', async () => {
  const items = Array.from({ length: 60 }, (_, index) => ({ state: index === 0 ? 'received' : 'completed', links: index === 1 ? {} : { thumbnail: `/api/captures/${index}/thumbnail` } }));
  const { pictures } = opened('/pictures', { answer: () => Promise.resolve(Response.json({ items })) });

  await vi.waitFor(() => expect(pictures).toEqual([2, 3, 4, 5, 6].map(index => `/api/captures/${index}/thumbnail`)));
});

test('an answer is taken once; whoever asks again gets a new one', async () => {
  const { fetched } = opened('/', { answer: () => Promise.resolve(Response.json({ name: 'Ada' })) });

  expect(await get('/api/me')).toEqual({ name: 'Ada' });
  expect(fetched).toHaveBeenCalledTimes(1);
  await get('/api/me');
  expect(fetched).toHaveBeenCalledTimes(2);
});

test('a refusal and a server that is away are told as ever', async () => {
  opened('/', { answer: () => Promise.resolve(Response.json({ detail: 'Log in first.' }, { status: 401 })) });
  await expect(get('/api/me')).rejects.toMatchObject({ status: 401, detail: 'Log in first.' });

  opened('/', { answer: () => Promise.reject(new TypeError('failed')) });
  await expect(get('/api/me')).rejects.toBeInstanceOf(Unreachable);
});
