import type { Query } from '../../api/client';

/** The filters of captures that stand in the address bar, named as the API names them. */
export const FILTERS = ['camera', 'label', 'category', 'minConfidence', 'state', 'from', 'to', 'verified', 'species', 'tag', 'liked', 'flagged', 'hidden'] as const;
export type Filter = (typeof FILTERS)[number];
export type Filters = Partial<Record<Filter, string>>;

export function read(search: URLSearchParams): Filters {
  const filters: Filters = {};
  for (const name of FILTERS) {
    const value = search.get(name);
    if (value) {
      filters[name] = value;
    }
  }
  return filters;
}

export function write(filters: Filters): string {
  const search = new URLSearchParams();
  for (const name of FILTERS) {
    const value = filters[name];
    if (value) {
      search.set(name, value);
    }
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** Whether to show the form of filters at the start: not for what has a button of its own, since it pushes the pictures down. */
export function needForm(filters: Filters): boolean {
  return Object.keys(filters).some(name => name !== 'verified');
}

/**
 * What to ask the API. Days are days of this browser's zone, and the last day counts whole.
 */
export function query(filters: Filters, project: string | undefined): Query {
  const { from, to, ...rest } = filters;
  return { ...rest, project, from: from && startOfDay(from, 0), to: to && startOfDay(to, 1) };
}

/** The start of a day, so many days later, as an instant; undefined if it is no day. */
export function startOfDay(day: string, later: number): string | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) {
    return undefined;
  }
  const start = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + later);
  return Number.isNaN(start.getTime()) ? undefined : start.toISOString();
}
