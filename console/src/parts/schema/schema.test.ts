import { expect, test } from 'vitest';
import { at, blank, formOf, type Schema, title } from './schema';

const CHANNEL: Schema = {
  type: 'object',
  required: ['id', 'kind'],
  properties: { id: { type: 'string' }, kind: { type: 'string', enum: ['email', 'webhook'] } },
  oneOf: [
    { properties: { kind: { const: 'email' }, host: { type: 'string' } }, required: ['host'] },
    { properties: { kind: { const: 'webhook' }, url: { type: 'string' } }, required: ['url'] },
  ],
};

test('a kind brings the fields of its own', () => {
  const form = formOf(CHANNEL, { kind: 'webhook' });

  expect(Object.keys(form.properties ?? {})).toEqual(['id', 'kind', 'url']);
  expect(form.required).toEqual(['id', 'kind', 'url']);
  expect(form.properties?.['kind']?.enum).toEqual(['email', 'webhook']);
});

test('what is added has what it must have', () => {
  expect(blank(CHANNEL)).toEqual({ id: '', kind: 'email' });
  expect(blank({ type: 'array', minItems: 1, items: { type: 'object', required: ['n'], properties: { n: { type: 'integer', minimum: 2 } } } })).toEqual([{ n: 2 }]);
});

test('names are said in words, and places are found by their path', () => {
  expect(title('minConfidence')).toBe('Min confidence');
  expect(at({ tell: [{ to: ['a'] }] }, ['tell', 0, 'to', 0])).toBe('a');
  expect(at({}, ['tell', 0])).toBeUndefined();
});
