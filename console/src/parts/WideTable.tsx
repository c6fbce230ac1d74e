import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSpeech } from '../i18n';

/** A table that is moved sideways where the screen is too narrow, with the keyboard as well. */
export function WideTable({ minWidth, children }: { minWidth: number; children: ReactNode }) {
  const { t } = useSpeech();
  return (
    <div className="wide-table" role="region" aria-label={t('table')} tabIndex={0}>
      <Table.ScrollContainer minWidth={minWidth} type="native" style={{ overflow: 'visible' }}>{children}</Table.ScrollContainer>
    </div>
  );
}
