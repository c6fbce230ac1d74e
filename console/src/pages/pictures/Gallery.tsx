import { Skeleton } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useEffect, useLayoutEffect, useRef, useState } from 'react';
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

/** All captures that match, of which only those in sight are in the page. */
export function Gallery({ query, search, selection }: { query: Query; search: string; selection?: Selection }) {
  const { t } = useSpeech();
  const { ref, width } = useElementSize();
  const top = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  const [seen, setSeen] = useState({ first: 0, last: 0 });
  const { rushing, watch } = useRushing();
  const columns = Math.max(2, Math.floor((width + GAP) / (CARD_WIDTH + GAP)));
  const rowHeight = Math.round(((width - GAP * (columns - 1)) / columns) * 0.75) + TEXT_HEIGHT + GAP;
  const captures = useCaptureWindow(query, seen.first, seen.last);

  useLayoutEffect(() => setOffset(top.current?.offsetTop ?? 0), [width]);
  const rows = useWindowVirtualizer({
    count: width > 0 ? Math.ceil(captures.count / columns) : 0,
    estimateSize: () => rowHeight,
    overscan: ROWS_AHEAD,
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
    <div ref={top}>
      <div ref={ref} style={{ position: 'relative', height: rows.getTotalSize(), minHeight: '60vh' }} aria-busy={captures.loading}>
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
    </div>
  );
}
