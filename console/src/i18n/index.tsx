import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import en from './en';
import { type Key, type Language, preferred, say, type Values, type Words } from './words';

export { LANGUAGES, type Key, type Language } from './words';

const SAVED = 'trapline-language';

interface Speech {
  language: Language;
  t: (key: Key, values?: Values) => string;
  /** The word for one of a closed list of the API's, else the API's own word. */
  word: (list: string, name: string) => string;
  speak: (language: Language) => void;
}

const SpeechContext = createContext<Speech | null>(null);

export function SpeechProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(() => preferred(localStorage.getItem(SAVED), navigator.languages));
  const [words, setWords] = useState<{ language: Language; words: Words }>({ language: 'en', words: en });

  useEffect(() => {
    let wanted = true;
    if (language === 'en') {
      setWords({ language, words: en });
    } else {
      void import('./nl').then(file => wanted && setWords({ language, words: file.default as Words }));
    }
    document.documentElement.lang = language;
    return () => {
      wanted = false;
    };
  }, [language]);

  const speech = useMemo<Speech>(
    () => ({
      language: words.language,
      t: (key, values) => say(words.words, words.language, key, values),
      word: (list, name) => (words.words as Record<string, string>)[`${list}.${name}`] ?? name,
      speak: chosen => {
        localStorage.setItem(SAVED, chosen);
        setLanguage(chosen);
      },
    }),
    [words],
  );
  return <SpeechContext value={speech}>{children}</SpeechContext>;
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) {
    throw new Error('useSpeech outside of its provider');
  }
  return speech;
}
