import type { Series } from '../../parts/chart/charts';
import type { Judged, TimeCount } from './useInsights';

/** Counts over time as series: the most frequent by name, the rest together. */
export function timeSeries(counts: TimeCount[], most: number, others: string): { labels: string[]; series: Series[] } {
  const labels = [...new Set(counts.map(one => one.day))].sort();
  const totals = new Map<string, number>();
  counts.forEach(one => totals.set(one.name, (totals.get(one.name) ?? 0) + one.events));
  const names = [...totals].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const shown = names.slice(0, most);
  const series = shown.map(name => ({ name, values: labels.map(day => counts.find(one => one.day === day && one.name === name)?.events ?? 0) }));
  if (names.length > most) {
    series.push({ name: others, values: labels.map(day => counts.filter(one => one.day === day && !shown.includes(one.name)).reduce((sum, one) => sum + one.events, 0)) });
  }
  return { labels, series };
}

/** The overlap coefficient of two activity densities of mean 1: 0 never together, 1 always (Ridout and Linkie, 2009). */
export function overlap(one: number[], other: number[]): number {
  return one.reduce((sum, value, index) => sum + Math.min(value, other[index] ?? 0), 0) / Math.max(one.length, 1);
}

const KINDS = new Set(['blank', 'animal', 'human', 'vehicle']);

/** A model that says no more than that something is there may be right, and yet never agrees with a species. */
const isVague = (machine: string, human: string) => machine === 'motion' || (machine === 'animal' && !KINDS.has(human));

/**
 * The names of a confusion matrix, those with most captures first, how many captures the models named, and on which
 * part of those both agree.
 */
export function matrix(judged: Judged[]): { names: string[]; named: number; agreement: number; at: (machine: string, human: string) => number } {
  const weight = new Map<string, number>();
  judged.forEach(one => [one.machine, one.human].forEach(name => weight.set(name, (weight.get(name) ?? 0) + one.captures)));
  const cells = new Map(judged.map(one => [JSON.stringify([one.machine, one.human]), one.captures]));
  const comparable = judged.filter(one => !isVague(one.machine, one.human));
  const named = comparable.reduce((sum, one) => sum + one.captures, 0);
  const right = comparable.reduce((sum, one) => sum + (one.machine === one.human ? one.captures : 0), 0);
  return {
    names: [...weight].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([name]) => name),
    named,
    agreement: named === 0 ? 0 : right / named,
    at: (machine, human) => cells.get(JSON.stringify([machine, human])) ?? 0,
  };
}
