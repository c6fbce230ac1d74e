import type { Seen } from '../api/types';

/** The name people say: the first of several synonyms, else the category. */
export function name(seen: { label?: string; category: string }): string {
  return (seen.label ?? seen.category).split(',')[0]?.split(';').at(-1)?.trim().replaceAll('_', ' ') || seen.category;
}

/** What is on a picture, such as `2 × wolf, person`; empty if nothing is. */
export function summary(all: Pick<Seen, 'label' | 'category' | 'count'>[]): string {
  return all.map(one => (one.count > 1 ? `${one.count} × ${name(one)}` : name(one))).join(', ');
}
