import { Checkbox } from '@mantine/core';
import { memo, useState } from 'react';
import { Link } from 'react-router-dom';
import type { CaptureItem } from '../api/types';
import { useSpeech } from '../i18n';
import { Film } from './icons';
import { smallPicture } from './picture';
import { summary } from './seen';
import { StateBadge } from './StateBadge';
import { moment } from './time';
import { TimeText } from './TimeText';
import { useBurst } from './useBurst';

interface Props {
  capture: CaptureItem;
  to: string;
  /** Whether it is chosen, where captures are chosen; `toggle` then says what a click does. */
  chosen?: boolean;
  toggle?: (capture: CaptureItem) => void;
  /** Whether it only flies by, so that its picture is not asked for yet. */
  passing?: boolean;
}

/** One capture, small: the picture, what is on it, where and when. While it is pointed at, its burst plays. */
export const CaptureCard = memo(function CaptureCard({ capture, to, chosen = false, toggle, passing = false }: Props) {
  const { t, language } = useSpeech();
  const [stayed, setStayed] = useState(!passing);
  if (!stayed && !passing) {
    setStayed(true);
  }
  const burst = useBurst(capture);
  const said = capture.review;
  const species = said?.verified ? said.species.join(', ') : '';
  const seen = species || summary(capture.seen);
  const what = seen || (capture.state === 'completed' ? t('capture.empty') : t('capture.waiting'));
  const marks = [said?.verified && '✓', (said?.likes ?? 0) > 0 && '♥', said?.flagged && '⚑'].filter(Boolean).join(' ');
  const inside = (
    <>
      <Thumbnail src={stayed ? (burst.shown ?? smallPicture(capture)) : undefined} alt="">
        {(capture.state !== 'completed' || capture.kind === 'clip') && (
          <span className="corner">
            {capture.state === 'completed' ? <Film /> : <StateBadge list="captureState" state={capture.state} />}
          </span>
        )}
        {burst.count > 1 && <span className="burst">{burst.place} / {burst.count}</span>}
        {marks && <span className="marks" aria-hidden="true">{marks}</span>}
      </Thumbnail>
      <div className="card-text">
        <div className={seen ? 'card-what one-line' : 'card-what one-line quiet'} title={what}>{what}</div>
        <div className="one-line quiet">{capture.cameraName} · <TimeText at={capture.capturedAt} /></div>
      </div>
    </>
  );
  if (toggle) {
    return (
      <label className={chosen ? 'card-link chosen' : 'card-link'}>
        <span className="select-box"><Checkbox checked={chosen} onChange={() => toggle(capture)} aria-label={t('select.one', { camera: capture.cameraName, at: moment(capture.capturedAt, language) })} /></span>
        {inside}
      </label>
    );
  }
  return <Link to={to} className="card-link" {...burst.listeners}>{inside}</Link>;
});

/** A small picture with its place kept, so that nothing moves when it comes, or says that it cannot. Without an address it is still to come. */
export function Thumbnail({ src, alt, children }: { src?: string | undefined; alt: string; children?: React.ReactNode }) {
  const { t } = useSpeech();
  const [missing, setMissing] = useState('');
  return (
    <span className="thumb">
      {src && missing === src && <span className="no-picture">{t('capture.noPicture')}</span>}
      {src && missing !== src && (
        <img src={src} alt={alt} loading="lazy" decoding="async" onError={() => setMissing(src)} />
      )}
      {children}
    </span>
  );
}
