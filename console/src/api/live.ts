import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** What a message of the stream makes old: the first words of the keys of queries. */
const OLD: Record<string, string[]> = {
  capture: ['captures', 'now', 'cameras'],
  event: ['events', 'now'],
  alert: ['alerts', 'deliveries', 'events', 'now'],
};
const GATHER_MILLIS = 700;

/**
 * Keeps what is on the screen fresh while the console is open. A browser takes up the stream again
 * by itself, where it was cut.
 *
 * @returns whether the stream is open; if not, pages ask by the clock
 */
export function useLive(): boolean {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const stream = new EventSource('/api/live');
    const old = new Set<string>();
    let timer: number | undefined;
    const refresh = () => {
      timer = undefined;
      old.forEach(key => void queries.invalidateQueries({ queryKey: [key] }));
      old.clear();
    };
    stream.onopen = () => setOpen(true);
    stream.onerror = () => setOpen(false);
    for (const [message, keys] of Object.entries(OLD)) {
      stream.addEventListener(message, () => {
        keys.forEach(key => old.add(key));
        timer ??= window.setTimeout(refresh, GATHER_MILLIS);
      });
    }
    return () => {
      stream.close();
      window.clearTimeout(timer);
    };
  }, [queries]);
  return open;
}
