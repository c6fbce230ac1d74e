import { Button, Group, Paper, Stack, TagsInput, Text, Textarea, Timeline, Title, UnstyledButton } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get, patch, put, remove } from '../../api/client';
import type { Review, ReviewLine } from '../../api/types';
import { useSpeech } from '../../i18n';
import { exactly } from '../../parts/time';
import type { useReview } from './useReview';

/** Likes, flags, tags and notes: what people say beside what is on it. */
export function Marks({ said, change, analyst }: { said: Review; change: ReturnType<typeof useReview>['change']; analyst: boolean }) {
  const { t } = useSpeech();
  const at = `/api/captures/${said.captureId}`;
  const [note, setNote] = useState(said.note ?? '');
  const known = useQuery({ queryKey: ['tags'], queryFn: ({ signal }) => get<string[]>('/api/tags', {}, signal), enabled: analyst });
  const patched = (body: object) => change.mutate(() => patch<Review>(`${at}/review`, { version: said.version, ...body }));
  const like = () =>
    change.mutate(async () => {
      if (said.liked) {
        await remove(`${at}/like`);
        return { ...said, liked: false, likes: said.likes - 1 };
      }
      return put<Review>(`${at}/like`, {});
    });
  const flag = () => analyst && patched({ flagged: !said.flagged });
  const hide = () => analyst && patched({ hidden: !said.hidden });
  useHotkeys([['l', like], ['f', flag], ['h', hide]]);
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4" mb="sm">{t('review.more')}</Title>
      <Stack gap="sm">
        <Group gap="xs">
          <Button size="xs" variant={said.liked ? 'filled' : 'default'} aria-pressed={said.liked} onClick={like}>{t(said.liked ? 'review.liked' : 'review.like')}</Button>
          {analyst && <Button size="xs" variant={said.flagged ? 'filled' : 'default'} aria-pressed={said.flagged} onClick={flag}>{t(said.flagged ? 'review.flagged' : 'review.flag')}</Button>}
          {analyst && <Button size="xs" variant={said.hidden ? 'filled' : 'default'} aria-pressed={said.hidden} onClick={hide}>{t(said.hidden ? 'review.hidden' : 'review.hide')}</Button>}
          {said.likes > 0 && <Text size="sm" c="dimmed">{t('review.likes', { count: said.likes })}</Text>}
        </Group>
        {analyst ? (
          <>
            <TagsInput label={t('review.tags')} placeholder={said.tags.length === 0 ? t('review.tagsExample') : ''} maxLength={50} maxTags={50} value={said.tags} onChange={tags => patched({ tags })} data={known.data ?? []} clearable clearButtonProps={{ 'aria-label': t('filter.clear') }} />
            <Textarea label={t('review.note')} autosize minRows={1} maxLength={4000} value={note} onChange={event => setNote(event.currentTarget.value)} onBlur={() => note.trim() !== (said.note ?? '') && patched({ note: note.trim() || null })} />
          </>
        ) : (
          <>
            {said.tags.length > 0 && <Text size="sm">{said.tags.join(', ')}</Text>}
            {said.note && <Text size="sm">{said.note}</Text>}
          </>
        )}
        {said.version > 0 && <History captureId={said.captureId} />}
      </Stack>
    </Paper>
  );
}

function History({ captureId }: { captureId: string }) {
  const { t, language, word } = useSpeech();
  const [open, { toggle }] = useDisclosure();
  const lines = useQuery({ queryKey: ['review history', captureId], queryFn: ({ signal }) => get<ReviewLine[]>(`/api/captures/${captureId}/review/history`, {}, signal), enabled: open });
  return (
    <div>
      <UnstyledButton onClick={toggle} aria-expanded={open} td="underline">{t('review.history')}</UnstyledButton>
      {open && lines.data && (
        <Timeline mt="sm" bulletSize={12} lineWidth={2} active={lines.data.length} color="moss">
          {lines.data.map(one => <Timeline.Item key={one.number} title={word('reviewChange', one.what)}><Text size="sm" c="dimmed">{exactly(one.at, language)} · {one.who}</Text></Timeline.Item>)}
        </Timeline>
      )}
    </div>
  );
}
