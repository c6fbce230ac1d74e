import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { get } from '../api/client';
import type { CaptureItem } from '../api/types';

const STEP_MILLIS = 450;
/** Whoever only passes by with the pointer asks for nothing. */
const REST_MILLIS = 250;
const NONE: string[] = [];

/**
 * The pictures around a capture, one after the other, while somebody points at it. A card that
 * nobody points at leaves nothing behind: thousands of them go by in a gallery.
 */
export function useBurst({ captureId, kind }: CaptureItem) {
  const queries = useQueryClient();
  const [pointed, setPointed] = useState(false);
  const [burst, setBurst] = useState(NONE);
  const [place, setPlace] = useState(0);
  useEffect(() => {
    if (!pointed || kind !== 'picture') {
      return undefined;
    }
    let there = true;
    const show = (found: string[]) => there && setBurst(found);
    const timer = window.setTimeout(() => {
      queries
        .fetchQuery({ queryKey: ['burst', captureId], queryFn: ({ signal }) => get<string[]>(`/api/captures/${captureId}/burst`, {}, signal), staleTime: 60_000 })
        .then(show, () => show(NONE));
    }, REST_MILLIS);
    return () => {
      there = false;
      window.clearTimeout(timer);
      setBurst(NONE);
    };
  }, [pointed, captureId, kind, queries]);
  const count = burst.length;
  useEffect(() => {
    if (count < 2) {
      setPlace(0);
      return undefined;
    }
    const timer = window.setInterval(() => setPlace(now => (now + 1) % count), STEP_MILLIS);
    return () => window.clearInterval(timer);
  }, [count]);
  const shown = count > 1 ? burst[place] : undefined;
  const listeners = {
    onPointerEnter: (event: { pointerType: string }) => setPointed(event.pointerType === 'mouse'),
    onPointerLeave: () => setPointed(false),
    onFocus: () => setPointed(true),
    onBlur: () => setPointed(false),
  };
  return { shown: shown && `/api/captures/${shown}/thumbnail`, place: place + 1, count, listeners };
}
