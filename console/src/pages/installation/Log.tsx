import { Group, Paper, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../../api/client';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { Loaded } from '../../parts/Loaded';
import { exactly } from '../../parts/time';

interface Line { at: string; level: string; text: string }

const LEVELS = ['INFO', 'WARN', 'ERROR'];
const COLORS: Record<string, string> = { ERROR: 'var(--mantine-color-error)' };
const REFETCH_MILLIS = 10_000;

/** The last lines of the server's log, the newest first; addresses and secrets are hidden. */
export function Log() {
  const { t, language } = useSpeech();
  const [least, setLeast] = useState('INFO');
  const log = useQuery({ queryKey: ['admin', 'log', least], queryFn: ({ signal }) => get<Line[]>('/api/admin/log', { least, limit: 200 }, signal), refetchInterval: REFETCH_MILLIS });
  return (
    <Stack>
      <Group>
        <SegmentedControl aria-label={t('log.least')} value={least} onChange={setLeast} data={LEVELS.map(one => ({ value: one, label: t(`log.${one as 'INFO' | 'WARN' | 'ERROR'}`) }))} />
      </Group>
      <Loaded of={log}>
        {lines =>
          lines.length === 0 ? (
            <Empty title={t('log.none')} text={t('log.noneText')} />
          ) : (
            <Paper withBorder p="sm">
              {lines.map((line, index) => (
                <div key={index} className="log-line">
                  <Text span size="xs" c="dimmed">{exactly(line.at, language)}</Text> <Text span size="xs" fw={700} c={COLORS[line.level]}>{line.level}</Text> <Said text={line.text} />
                </div>
              ))}
            </Paper>
          )
        }
      </Loaded>
    </Stack>
  );
}

/** What is long, such as where in the program it happened, is opened by who wants to see it. */
function Said({ text }: { text: string }) {
  const [first = '', ...rest] = text.split('\n');
  return rest.length === 0 ? (
    <>{first}</>
  ) : (
    <details>
      <summary>{first}</summary>
      {rest.join('\n')}
    </details>
  );
}
