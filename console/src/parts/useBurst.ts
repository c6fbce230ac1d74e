import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { get } from '../api/client';
import type { CaptureItem } from '../api/types';

const STEP_MILLIS = 450;
/** Whoever only passes by with the pointer asks for nothing. */
const REST_MILLIS = 250;

/** The pictures around a capture, one after the other, while somebody points at it. */
export function useBurst(capture: CaptureItem) {
  const [pointed, setPointed] = useState(false);
  const [rested, setRested] = useState(false);
  const [place, setPlace] = useState(0);
  useEffect(() => {
    if (!pointed) {
      setRested(false);
      return undefined;
    }
    const timer = window.setTimeout(() => setRested(true), REST_MILLIS);
    return () => window.clearTimeout(timer);
  }, [pointed]);
  const burst = useQuery({
    queryKey: ['burst', capture.captureId],
    queryFn: ({ signal }) => get<string[]>(`/api/captures/${capture.captureId}/burst`, {}, signal),
    enabled: rested && capture.kind === 'picture',
    staleTime: 60_000,
  });
  const count = rested ? (burst.data?.length ?? 0) : 0;
  useEffect(() => {
    if (count < 2) {
      setPlace(0);
      return undefined;
    }
    const timer = window.setInterval(() => setPlace(now => (now + 1) % count), STEP_MILLIS);
    return () => window.clearInterval(timer);
  }, [count]);
  const shown = count > 1 ? burst.data?.[place] : undefined;
  const listeners = {
    onPointerEnter: (event: { pointerType: string }) => setPointed(event.pointerType === 'mouse'),
    onPointerLeave: () => setPointed(false),
    onFocus: () => setPointed(true),
    onBlur: () => setPointed(false),
  };
  return { shown: shown && `/api/captures/${shown}/thumbnail`, place: place + 1, count, listeners };
}
