import { useEffect, useState } from 'react';
import { useSpeech } from '../i18n';
import { ago, exactly } from './time';

const MINUTE = 60_000;

/** How long ago; the exact time shows when the pointer rests on it. */
export function TimeText({ at }: { at: string }) {
  const { language } = useSpeech();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), MINUTE);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} onPointerEnter={event => (event.currentTarget.title = exactly(at, language))}>
      {ago(at, Math.max(now, Date.parse(at)), language)}
    </time>
  );
}
