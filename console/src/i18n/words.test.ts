import { expect, test } from 'vitest';
import en from './en';
import nl from './nl';
import { preferred, say } from './words';

test('every sentence is there in both languages, with the same places for values', () => {
  const places = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

  expect(Object.keys(nl).sort()).toEqual(Object.keys(en).sort());
  for (const [key, text] of Object.entries(en)) {
    expect(places(nl[key as keyof typeof nl]), key).toEqual(places(text));
  }
});

test('one thing has a form of its own', () => {
  expect(say(en, 'en', 'events.captures', { count: 1 })).toBe('1 picture');
  expect(say(en, 'en', 'events.captures', { count: 2500 })).toBe('2,500 pictures');
  expect(say(nl, 'nl', 'events.captures', { count: 0 })).toBe('0 foto\'s');
});

test('a browser is spoken to in the first of its languages that is ours', () => {
  expect(preferred(null, ['fr-FR', 'nl-BE', 'en'])).toBe('nl');
  expect(preferred('en', ['nl'])).toBe('en');
  expect(preferred('xx', [])).toBe('en');
});
