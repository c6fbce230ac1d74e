import { Paper, Text } from '@mantine/core';
import { useSpeech } from '../i18n';

export interface DiffLine { kind: 'SAME' | 'ADDED' | 'REMOVED'; text: string }
export interface FileDiff { path: string; lines: DiffLine[] }

const SIGN = { SAME: ' ', ADDED: '+', REMOVED: '−' };
const AROUND = 3;

/** What differs, with a few lines around it. */
export function Diff({ diffs }: { diffs: FileDiff[] }) {
  const { t } = useSpeech();
  return diffs.map(diff => (
    <Paper key={diff.path} withBorder mb="sm" style={{ overflow: 'hidden' }}>
      <Text ff="monospace" fw={600} p="xs">{diff.path}</Text>
      {/* What is wider than the screen is moved sideways, with the keyboard as well. */}
      <div className="diff" tabIndex={0} role="region" aria-label={t('diff.of', { path: diff.path })}>
        {near(diff.lines).map((line, index) =>
          line === undefined ? (
            <div key={index} className="diff-gap">⋯</div>
          ) : (
            <div key={index} className={`diff-${line.kind.toLowerCase()}`}>{SIGN[line.kind]} {line.text}</div>
          ),
        )}
        {diff.lines.every(line => line.kind === 'SAME') && <div className="diff-gap">{t('diff.none')}</div>}
      </div>
    </Paper>
  ));
}

/** undefined stands for lines that are left out. */
function near(lines: DiffLine[]): (DiffLine | undefined)[] {
  const shown = lines.map((_, index) => lines.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(line => line.kind !== 'SAME'));
  return lines.flatMap((line, index) => (shown[index] ? [line] : index > 0 && shown[index - 1] ? [undefined] : []));
}
