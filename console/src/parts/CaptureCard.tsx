import { Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { CaptureItem } from '../api/types';
import { useSpeech } from '../i18n';
import { Film } from './icons';
import { summary } from './seen';
import { StateBadge } from './StateBadge';
import { TimeText } from './TimeText';

/** One capture, small: the picture, what is on it, where and when. */
export function CaptureCard({ capture, to }: { capture: CaptureItem; to: string }) {
  const { t } = useSpeech();
  const seen = summary(capture.seen);
  const what = seen || (capture.state === 'completed' ? t('capture.empty') : t('capture.waiting'));
  return (
    <Link to={to} className="card-link">
      <Thumbnail src={capture.links.thumbnail} alt="">
        {(capture.state !== 'completed' || capture.kind === 'clip') && (
          <span className="corner">
            {capture.state === 'completed' ? <Film /> : <StateBadge list="captureState" state={capture.state} />}
          </span>
        )}
      </Thumbnail>
      <div className="card-text">
        <Text size="sm" fw={600} className="one-line" title={what} c={seen ? undefined : 'dimmed'}>{what}</Text>
        <Text size="sm" c="dimmed" className="one-line">{capture.cameraName} · <TimeText at={capture.capturedAt} /></Text>
      </div>
    </Link>
  );
}

/** A small picture with its place kept, so that nothing moves when it comes, or says that it cannot. */
export function Thumbnail({ src, alt, children }: { src: string; alt: string; children?: React.ReactNode }) {
  const { t } = useSpeech();
  const [missing, setMissing] = useState('');
  return (
    <span className="thumb">
      {missing === src ? (
        <span className="no-picture">{t('capture.noPicture')}</span>
      ) : (
        <img src={src} alt={alt} loading="lazy" decoding="async" onError={() => setMissing(src)} />
      )}
      {children}
    </span>
  );
}
