import { Badge, Group, List, Paper, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { Capture, WhyAnswer } from '../../api/types';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Loaded } from '../../parts/Loaded';

/** Rule by rule, why a capture alerted nobody, or why it did. */
export function Why({ capture }: { capture: Capture }) {
  const { t, word } = useSpeech();
  const { may } = usePerson();
  const [open, { toggle }] = useDisclosure();
  const answers = useQuery({
    queryKey: ['why', capture.captureId],
    queryFn: ({ signal }) => get<WhyAnswer[]>(`/api/captures/${capture.captureId}/why`, {}, signal),
    enabled: open,
  });
  if (!may('analyst', capture.projectId)) {
    return null;
  }
  const alerted = answers.data?.some(one => one.why === 'alerted');
  return (
    <Paper withBorder p="md">
      <UnstyledButton onClick={toggle} aria-expanded={open} fw={650}>{t(alerted ? 'review.whyAlerted' : 'review.why')}</UnstyledButton>
      {open && (
        <Loaded of={answers} height={80}>
          {all => (
            <List listStyleType="none" mt="sm" spacing="sm">
              {all.map((one, place) => (
                <List.Item key={place}>
                  <Group gap="xs"><Text fw={600} size="sm">{one.ruleId ?? t('review.whyAll')}</Text><Badge variant="light" tt="none" color={one.why === 'alerted' ? 'moss' : 'gray'}>{word('why', one.why)}</Badge></Group>
                  <Text size="sm" c="dimmed">{one.reason}</Text>
                </List.Item>
              ))}
            </List>
          )}
        </Loaded>
      )}
    </Paper>
  );
}
