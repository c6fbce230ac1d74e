import { useMemo, useRef, useState } from 'react';
import type { CaptureItem } from '../../api/types';

/** How many captures one call may work on. */
const MOST = 500;

/** The captures that somebody has picked out of the gallery. */
export function useSelection() {
  const [on, setOn] = useState(false);
  const [chosen, setChosen] = useState<ReadonlyMap<string, CaptureItem>>(new Map());
  /** The gallery says here which captures it holds. */
  const loaded = useRef<() => CaptureItem[]>(() => []);
  return useMemo(() => {
    const choose = (captures: CaptureItem[]) => setChosen(new Map(captures.slice(0, MOST).map(one => [one.captureId, one])));
    return {
      on,
      loaded,
      ids: [...chosen.keys()],
      captures: [...chosen.values()],
      has: (id: string) => chosen.has(id),
      toggleMode: () => {
        setOn(now => !now);
        setChosen(new Map());
      },
      toggle: (capture: CaptureItem) =>
        setChosen(all => {
          const next = new Map(all);
          if (!next.delete(capture.captureId) && next.size < MOST) {
            next.set(capture.captureId, capture);
          }
          return next;
        }),
      all: () => choose(loaded.current()),
      none: () => choose([]),
    };
  }, [on, chosen]);
}

export type Selection = ReturnType<typeof useSelection>;
