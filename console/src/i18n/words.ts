import en from './en';

export type Key = keyof typeof en;
export type Words = Record<Key, string>;
export type Values = Record<string, string | number>;
export type Language = 'en' | 'nl';

export const LANGUAGES: Record<Language, string> = { en: 'English', nl: 'Nederlands' };

const PLACE = /\{(\w+)\}/g;

/**
 * A sentence with its values put in. A sentence of the form `one thing | {count} things` has one
 * form for one and one for all other counts, chosen by the value `count`.
 */
export function say(words: Words, language: Language, key: Key, values: Values = {}): string {
  return chosen(words[key], language, values['count']).replace(PLACE, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === 'number' ? value.toLocaleString(language) : value;
  });
}

function chosen(sentence: string, language: Language, count: string | number | undefined): string {
  const forms = sentence.split(' | ');
  const one = forms[0] ?? '';
  if (forms.length === 1) {
    return one;
  }
  return new Intl.PluralRules(language).select(Number(count)) === 'one' ? one : (forms[1] ?? one);
}

/** The language of this browser if it is one of ours, else English. */
export function preferred(saved: string | null, wanted: readonly string[]): Language {
  const known = Object.keys(LANGUAGES) as Language[];
  const asked: string[] = [saved ?? '', ...wanted.map(tag => tag.split('-')[0] ?? '')];
  return asked.map(tag => known.find(language => language === tag)).find(Boolean) ?? 'en';
}
