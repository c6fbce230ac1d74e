const STEPS: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** How long ago it was, in the largest unit of which a whole one has passed. */
export function ago(at: string, now: number, language: string): string {
  const seconds = Math.round((now - Date.parse(at)) / 1000);
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) {
      return words.format(-Math.trunc(seconds / length), unit);
    }
  }
  return words.format(0, 'second');
}

/** Date and time in this browser's zone. */
export function moment(at: string, language: string): string {
  return new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });
}

/** Date and time to the second, with the zone: for a story that must be exact. */
export function exactly(at: string, language: string): string {
  return new Date(at).toLocaleString(language, {
    year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short',
  });
}

/** A length of time of whole seconds, such as `4 min 5 sec`, in at most two units. */
export function duration(seconds: number, language: string): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'day'],
    [Math.floor(seconds / 3_600) % 24, 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [Math.floor(seconds) % 60, 'second'],
  ];
  const said = parts.filter(([count]) => count > 0).slice(0, 2);
  return (said.length > 0 ? said : parts.slice(-1))
    .map(([count, unit]) => count.toLocaleString(language, { style: 'unit', unit, unitDisplay: 'short' }))
    .join(' ');
}

export function percent(fraction: number, language: string): string {
  return fraction.toLocaleString(language, { style: 'percent', maximumFractionDigits: 0 });
}

const KILO = 1000;

export function bytes(count: number, language: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const step = count < 1 ? 0 : Math.min(Math.floor(Math.log10(count) / 3), units.length - 1);
  return (count / KILO ** step).toLocaleString(language, {
    style: 'unit', unit: units[step] ?? 'byte', unitDisplay: 'short', maximumFractionDigits: step > 1 ? 1 : 0,
  });
}
