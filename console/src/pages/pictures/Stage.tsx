import { useElementSize } from '@mantine/hooks';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { Capture } from '../../api/types';
import { useSpeech } from '../../i18n';
import { percent } from '../../parts/time';
import type { Drawn } from './boxes';
import { fitted, moved, type View, zoomed } from './zoom';

const WHEEL_STEP = 1.2;

/** The picture as large as fits, with boxes over it, to be zoomed and dragged. */
export function Stage({ capture, boxes, view, setView }: { capture: Capture; boxes: Drawn[]; view: View; setView: (change: (view: View) => View) => void }) {
  const { t } = useSpeech();
  const { ref, width, height } = useElementSize();
  const stage = useRef<HTMLDivElement | null>(null);
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const [natural, setNatural] = useState<{ width: number; height: number }>();
  const [sharp, setSharp] = useState(false);
  const [missing, setMissing] = useState(false);
  const size = natural ?? (capture.width && capture.height ? { width: capture.width, height: capture.height } : undefined);
  const shown = size && width > 0 ? fitted(size.width, size.height, { width, height }) : undefined;

  // React listens to wheels passively, so the page would scroll as well.
  useEffect(() => {
    const element = stage.current;
    if (!element) {
      return undefined;
    }
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const place = element.getBoundingClientRect();
      const x = event.clientX - place.left - place.width / 2;
      const y = event.clientY - place.top - place.height / 2;
      setView(before => zoomed(before, event.deltaY < 0 ? WHEEL_STEP : 1 / WHEEL_STEP, x, y));
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, [setView]);

  const drag = (event: PointerEvent) => {
    const before = pointers.current.get(event.pointerId);
    if (!before) {
      return;
    }
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (other) {
      const apart = (x: number, y: number) => Math.max(1, Math.hypot(x - other.x, y - other.y));
      const factor = apart(event.clientX, event.clientY) / apart(before.x, before.y);
      setView(now => zoomed(now, factor));
    } else {
      setView(now => moved(now, event.clientX - before.x, event.clientY - before.y, shown?.width ?? 0, shown?.height ?? 0));
    }
  };
  const lift = (event: PointerEvent) => pointers.current.delete(event.pointerId);

  if (capture.kind === 'clip') {
    return (
      <div className="stage">
        <video src={capture.links.original} poster={capture.links.preview} controls preload="metadata" />
      </div>
    );
  }
  return (
    <div
      className="stage"
      ref={stage}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId);
        pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
      }}
      onPointerMove={drag}
      onPointerUp={lift}
      onPointerCancel={lift}
      onDoubleClick={() => setView(now => zoomed(now, now.scale > 1 ? 0 : 3))}
      style={{ cursor: view.scale > 1 ? 'grab' : 'zoom-in' }}
    >
      <div ref={ref} style={{ position: 'absolute', inset: 0 }} />
      {missing ? (
        <p style={{ color: '#fff' }}>{t('capture.noPicture')}</p>
      ) : (
        // Until its size is known it is loaded unseen, so that it does not jump into its place.
        <div
          className="picture"
          style={{ visibility: shown ? 'visible' : 'hidden', width: shown?.width ?? '100%', height: shown?.height ?? '100%', transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` }}
        >
          {!sharp && <img src={capture.links.thumbnail} alt="" style={{ position: 'absolute', inset: 0 }} />}
          <img
            src={capture.links.original}
            alt={boxes.length > 0 ? t('picture.altSeen', { what: boxes.map(one => one.label).join(', '), camera: capture.cameraName }) : t('picture.alt', { camera: capture.cameraName })}
            draggable={false}
            style={{ opacity: sharp ? 1 : 0 }}
            onLoad={event => {
              setNatural({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight });
              setSharp(true);
            }}
            onError={() => setMissing(true)}
          />
          <Boxes boxes={boxes} scale={view.scale} />
        </div>
      )}
    </div>
  );
}

/** Lines and labels keep their size when the picture is enlarged. */
function Boxes({ boxes, scale }: { boxes: Drawn[]; scale: number }) {
  const { language } = useSpeech();
  return (
    <>
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        {boxes.map(one => (
          <rect key={one.detectionId} className="box" x={one.box[0]} y={one.box[1]} width={one.box[2]} height={one.box[3]} stroke={one.color} />
        ))}
      </svg>
      {boxes.map(one => {
        const above = one.box[1] > 0.06;
        return (
          <span
            key={one.detectionId}
            className="box-label"
            style={{
              left: `${one.box[0] * 100}%`,
              background: one.color,
              color: '#111',
              transform: `scale(${1 / scale})`,
              ...(above ? { bottom: `${(1 - one.box[1]) * 100}%` } : { top: `${one.box[1] * 100}%`, transformOrigin: 'left top' }),
            }}
          >
            {one.label} {percent(one.confidence, language)}
          </span>
        );
      })}
    </>
  );
}
