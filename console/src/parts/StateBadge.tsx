import { Badge } from '@mantine/core';
import { useSpeech } from '../i18n';

const COLORS: Record<string, string> = {
  failed: 'red', critical: 'red', refused: 'red',
  pending: 'orange', warning: 'orange', due: 'orange', waiting: 'orange', deferred: 'orange', unknown: 'orange', open: 'orange',
  down: 'red', well: 'moss',
  approved: 'moss', accepted: 'moss', completed: 'moss', acknowledged: 'moss',
  received: 'blue', detected: 'blue', classified: 'blue',
};

/** A word of a closed list of the API's; the colour only repeats it. */
export function StateBadge({ list, state }: { list: string; state: string }) {
  const { word } = useSpeech();
  return (
    <Badge variant="dot" color={COLORS[state] ?? 'gray'} tt="none" fw={500} radius="sm">
      {word(list, state)}
    </Badge>
  );
}
