import { expect, test } from 'vitest';
import { changed, fieldAt } from './useYaml';

const TEXT = `# Who is told of what.
rules:
  # Wolves matter.
  - id: wolves
    when: {labels: [wolf]} # any of them
    tell:
      - {channel: mail, to: [a@example.org]}
`;

test('a change of one field leaves the comments and the rest as they are', () => {
  const after = changed(TEXT, ['rules', 0, 'when', 'labels'], ['wolf', 'lynx']);

  expect(after).toContain('# Who is told of what.');
  expect(after).toContain('# Wolves matter.');
  expect(after).toContain('# any of them');
  expect(after).toContain('when: {labels: [wolf, lynx]}');
  expect(after).toContain('- {channel: mail, to: [a@example.org]}');
});

test('what is taken away is gone, and what is no YAML stays as it is', () => {
  expect(changed(TEXT, ['rules', 0, 'when'], undefined)).not.toContain('labels');
  expect(changed('a: [', ['b'], 1)).toBe('a: [');
});

test('a problem is found at its field', () => {
  expect(fieldAt(TEXT, 4, 5)).toBe('/rules/0/id');
  expect(fieldAt(TEXT, 7, 10)).toBe('/rules/0/tell/0/channel');
});
