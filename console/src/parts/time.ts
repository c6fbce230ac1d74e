const STEPS: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** To make a format takes longer than to use it, and a gallery that scrolls uses it hundreds of times a second. */
function kept<F>(make: (language: string) => F): (language: string) => F {
  const formats = new Map<string, F>();
  return language => {
    const format = formats.get(language) ?? make(language);
    formats.set(language, format);
    return format;
  };
}

/** As people write dates where the reader is, where the browser says so in this language: `en-GB` has 24 hours. */
export function regional(language: string, wanted: readonly string[]): string {
  return wanted.find(tag => tag.split('-')[0] === language) ?? language;
}

const here = (language: string) => regional(language, navigator.languages);

const AGO = kept(language => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }));
const MOMENT = kept(language => new Intl.DateTimeFormat(here(language), { dateStyle: 'medium', timeStyle: 'short' }));
const CLOCK = kept(language => new Intl.DateTimeFormat(here(language), { timeStyle: 'medium' }));
const DAY = kept(language => new Intl.DateTimeFormat(here(language), { day: 'numeric', month: 'short' }));
const EXACTLY = kept(
  language =>
    new Intl.DateTimeFormat(here(language), {
      year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short',
    }),
);

/** How long ago it was, in the largest unit of which a whole one has passed. */
export function ago(at: string, now: number, language: string): string {
  const seconds = Math.round((now - Date.parse(at)) / 1000);
  const words = AGO(language);
  for (const [unit, length] of STEPS) {
    if (Math.abs(seconds) >= length) {
      return words.format(-Math.trunc(seconds / length), unit);
    }
  }
  return words.format(0, 'second');
}

/** Date and time in this browser's zone. */
export function moment(at: string, language: string): string {
  return written(MOMENT(language), at);
}

/** The time of the day to the second, in this browser's zone. */
export function timeOfDay(at: string, language: string): string {
  return written(CLOCK(language), at);
}

/** A day without its year, as on the axis of a curve. */
export function dayOfYear(at: string, language: string): string {
  return written(DAY(language), at);
}

/** Date and time to the second, with the zone: for a story that must be exact. */
export function exactly(at: string, language: string): string {
  return written(EXACTLY(language), at);
}

/** What is no time is written as a browser writes it, and stops nothing. */
function written(format: Intl.DateTimeFormat, at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? String(time) : format.format(time);
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
