import { useMemo, useState } from 'react';

/** Faster than anybody can look: about thirty rows a second. */
export const RUSH_PIXELS_PER_SECOND = 8000;

interface Scroller {
  scrollOffset: number | null;
}

/** Whether the page is being thrown so fast that nobody can look at what goes by. */
export function useRushing() {
  const [rushing, setRushing] = useState(false);
  const watch = useMemo(() => {
    const pace = paced(() => performance.now());
    return (scroller: Scroller, scrolling: boolean) => setRushing(pace(scroller.scrollOffset ?? 0, scrolling));
  }, []);
  return { rushing, watch };
}

/** Tells from each place of a page, in pixels, whether it is being thrown; at rest it never is. */
export function paced(clock: () => number): (offset: number, scrolling: boolean) => boolean {
  let last = { offset: 0, at: clock() };
  let rushing = false;
  return (offset, scrolling) => {
    const at = clock();
    const moved = Math.abs(offset - last.offset);
    if (!scrolling) {
      rushing = false;
    } else if (at > last.at && moved > 0) {
      rushing = (moved * 1000) / (at - last.at) > RUSH_PIXELS_PER_SECOND;
    }
    if (moved > 0 || !scrolling) {
      last = { offset, at };
    }
    return rushing;
  };
}
