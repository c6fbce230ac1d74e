import { Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSpeech } from '../i18n';
import { Failed } from './Failed';

interface Question<T> { data: T | undefined; error: Error | null; refetch: () => unknown }

/** What was asked for, once it is there; until then its outline, or why it did not come. */
export function Loaded<T>({ of, height = 320, children }: { of: Question<T>; height?: number; children: (data: T) => ReactNode }) {
  const { t } = useSpeech();
  if (of.data !== undefined) {
    return children(of.data);
  }
  return of.error ? (
    <Failed failure={of.error} retry={() => void of.refetch()} />
  ) : (
    <Stack role="status" aria-label={t('wait')}>
      <Skeleton h={height} />
    </Stack>
  );
}
