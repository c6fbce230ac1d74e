import { Badge, Text } from '@mantine/core';
import { useSpeech } from '../../i18n';
import { percent } from '../../parts/time';

const UNKNOWN_CSQ = 99;

export function batteryWord(value: number): 'good' | 'fair' | 'low' {
  return value > 70 ? 'good' : value > 40 ? 'fair' : 'low';
}

export function signalWord(csq: number): 'good' | 'fair' | 'low' | 'bad' {
  return csq >= 20 ? 'good' : csq >= 15 ? 'fair' : csq >= 10 ? 'low' : 'bad';
}

const COLORS = { good: 'moss', fair: 'yellow', low: 'orange', bad: 'red' } as const;

export function Battery({ percent: value }: { percent: number | undefined }) {
  const { language } = useSpeech();
  if (value === undefined) {
    return <Text span c="dimmed">–</Text>;
  }
  return <Badge variant="dot" tt="none" radius="sm" fw={500} color={COLORS[batteryWord(value)]}>{percent(value / 100, language)}</Badge>;
}

export function Signal({ csq }: { csq: number | undefined }) {
  const { word } = useSpeech();
  if (csq === undefined || csq === UNKNOWN_CSQ) {
    return <Text span c="dimmed">–</Text>;
  }
  return <Badge variant="dot" tt="none" radius="sm" fw={500} color={COLORS[signalWord(csq)]}>{word('signal', signalWord(csq))} ({csq})</Badge>;
}
