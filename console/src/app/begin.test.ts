import type { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { begin } from './begin';

const QUERIES = {} as QueryClient;

function begun(address: string): string[] {
  const all: string[] = [];
  const say = (what: string) => (_: QueryClient, search: URLSearchParams) => {
    all.push(`${what}?${search}`);
    return Promise.reject(new Error('the page says this itself'));
  };
  const routes = [
    { path: '/login' },
    { path: '/', handle: [say('who')], children: [{ index: true }, { path: 'pictures', handle: [say('code'), say('head')] }] },
  ];
  const { pathname, search } = new URL(address, 'http://localhost');
  begin(routes, { pathname, search } as Location, QUERIES);
  return all;
}

test('a page asks at once for all that it begins with, by its own filters', () => {
  expect(begun('/pictures?label=wolf')).toEqual(['who?label=wolf', 'code?label=wolf', 'head?label=wolf']);
});

test('a page with nothing of its own asks only who is there', () => {
  expect(begun('/')).toEqual(['who?']);
});

test('who logs in asks for nothing', () => {
  expect(begun('/login')).toEqual([]);
  expect(begun('/nowhere')).toEqual([]);
});
