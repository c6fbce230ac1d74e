import { Skeleton } from '@mantine/core';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useCallback, useEffect, useState } from 'react';
import type { Query } from '../../api/client';
import { useSpeech } from '../../i18n';
import { CaptureCard } from '../../parts/CaptureCard';
import { Empty } from '../../parts/Empty';
import { Failed } from '../../parts/Failed';
import { useRushing } from './useRushing';
import type { Selection } from './useSelection';
import { useCaptureWindow } from './useCaptureWindow';

const CARD_WIDTH = 190;
const GAP = 12;
const TEXT_HEIGHT = 66;
const ROWS_AHEAD = 3;
/** Who has only just come waits for what is in sight, and for nothing else. */
const SETTLED_AFTER_MILLIS = 1000;

/** All captures that match, of which only those in sight are in the page. */
export function Gallery({ query, search, selection }: { query: Query; search: string; selection?: Selection }) {
  const { t } = useSpeech();
  const { list, width, offset } = usePlace();
  const [seen, setSeen] = useState({ first: 0, last: 0 });
  const { rushing, watch } = useRushing();
  const settled = useSettled();
  const columns = Math.max(2, Math.floor((width + GAP) / (CARD_WIDTH + GAP)));
  const rowHeight = Math.round(((width - GAP * (columns - 1)) / columns) * 0.75) + TEXT_HEIGHT + GAP;
  const captures = useCaptureWindow(query, seen.first, seen.last);

  const rows = useWindowVirtualizer({
    count: width > 0 ? Math.ceil(captures.count / columns) : 0,
    estimateSize: () => rowHeight,
    overscan: settled ? ROWS_AHEAD : 0,
    scrollMargin: offset,
    onChange: watch,
  });
  useEffect(() => rows.measure(), [rows, rowHeight]);
  const items = rows.getVirtualItems();
  const firstRow = items[0]?.index ?? 0;
  const lastRow = items.at(-1)?.index ?? 0;
  const first = firstRow * columns;
  const last = (lastRow + 1) * columns - 1;
  // While it renders, and not after: else every row that comes into sight is rendered twice.
  if (seen.first !== first || seen.last !== last) {
    setSeen({ first, last });
  }

  const loaded = selection?.loaded;
  useEffect(() => {
    if (loaded) {
      loaded.current = () => captures.inSight;
    }
  });

  if (captures.failed) {
    return <Failed failure={captures.failed} retry={captures.retry} />;
  }
  if (!captures.loading && captures.count === 0) {
    return <Empty title={t(search ? 'pictures.noneMatch' : 'now.noPictures')} text={t(search ? 'pictures.noneMatchText' : 'now.noPicturesText')} />;
  }
  return (
    <div ref={list} style={{ position: 'relative', height: rows.getTotalSize(), minHeight: '60vh' }} aria-busy={captures.loading}>
      {items.map(row => (
        <div
          key={row.key}
          className="gallery-row"
          style={{ transform: `translateY(${row.start - offset}px)`, '--columns': columns, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` } as CSSProperties}
        >
          {Array.from({ length: columns }, (_, column) => {
            const index = row.index * columns + column;
            const capture = captures.at(index);
            if (capture) {
              return <CaptureCard key={capture.captureId} capture={capture} to={`/pictures/${capture.captureId}${search}`} passing={rushing} {...(selection ? { chosen: selection.has(capture.captureId), toggle: selection.toggle } : {})} />;
            }
            return index < captures.count ? <Skeleton key={index} style={{ aspectRatio: '4 / 3' }} height="auto" /> : null;
          })}
        </div>
      ))}
    </div>
  );
}

function useSettled() {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(true), SETTLED_AFTER_MILLIS);
    return () => window.clearTimeout(timer);
  }, []);
  return settled;
}

/** How wide the list is and how far below the head of the page, known before anything is painted. */
function usePlace() {
  const [place, setPlace] = useState({ width: 0, offset: 0 });
  const list = useCallback((element: HTMLDivElement | null) => {
    if (!element) {
      return undefined;
    }
    const measure = () => {
      const { clientWidth: width, offsetTop: offset } = element;
      setPlace(last => (last.width === width ? last : { width, offset }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { list, ...place };
}
