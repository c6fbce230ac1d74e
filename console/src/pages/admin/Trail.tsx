import { Badge, Code, Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { ListFoot } from '../../parts/ListFoot';
import { Loaded } from '../../parts/Loaded';
import { usePages } from '../../parts/pages';
import { exactly } from '../../parts/time';
import { WideTable } from '../../parts/WideTable';
import { startOfDay } from '../pictures/filters';

interface Change { auditId: string; at: string; who: string; how: string; action: string; subject: string; subjectId: string; before?: Record<string, unknown>; after?: Record<string, unknown> }

const COLOURS: Record<string, string> = { insert: 'moss', update: 'blue', delete: 'red', unveil: 'orange' };

/** Who changed what, and what it was before. */
export function Trail() {
  const { t, word, language } = useSpeech();
  const { project } = usePerson();
  const [who, setWho] = useState('');
  const [subject, setSubject] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const pages = usePages<Change>('audit', { project, who, subject, from: startOfDay(from, 0), to: startOfDay(to, 1) });
  return (
    <Stack>
      <Text c="dimmed">{t('trail.text')}</Text>
      <Group align="flex-end" gap="sm" className="fields">
        <TextInput label={t('trail.who')} value={who} onChange={event => setWho(event.currentTarget.value)} />
        <TextInput label={t('trail.subject')} placeholder="camera" value={subject} onChange={event => setSubject(event.currentTarget.value.trim())} />
        <TextInput label={t('exports.from')} type="date" value={from} onChange={event => setFrom(event.currentTarget.value)} />
        <TextInput label={t('exports.to')} type="date" value={to} onChange={event => setTo(event.currentTarget.value)} />
      </Group>
      <Loaded of={{ data: pages.items, error: pages.error, refetch: pages.refetch }} height={240}>
        {items =>
          items.length === 0 ? (
            <Text c="dimmed">{t('trail.none')}</Text>
          ) : (
            <WideTable minWidth={760}>
              <Table verticalSpacing="xs">
                <Table.Thead><Table.Tr><Table.Th>{t('trail.when')}</Table.Th><Table.Th>{t('trail.who')}</Table.Th><Table.Th>{t('trail.subject')}</Table.Th><Table.Th>{t('trail.change')}</Table.Th></Table.Tr></Table.Thead>
                <Table.Tbody>
                  {items.map(one => (
                    <Table.Tr key={one.auditId}>
                      <Table.Td style={{ whiteSpace: 'nowrap' }}>{exactly(one.at, language)}</Table.Td>
                      <Table.Td><Text size="sm">{one.who}</Text><Text size="xs" c="dimmed" maw={260} truncate title={one.how}>{one.how}</Text></Table.Td>
                      <Table.Td><Badge variant="light" color={COLOURS[one.action] ?? 'gray'} tt="none">{word('trailAction', one.action)}</Badge><Text size="sm">{one.subject}</Text></Table.Td>
                      <Table.Td><Values before={one.before} after={one.after} /></Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </WideTable>
          )
        }
      </Loaded>
      <ListFoot pages={pages} />
    </Stack>
  );
}

function Values({ before, after }: { before: Record<string, unknown> | undefined; after: Record<string, unknown> | undefined }) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter(name => shown(before?.[name]) !== '' || shown(after?.[name]) !== '');
  return (
    <Stack gap={2}>
      {names.map(name => (
        <Text key={name} size="xs" style={{ overflowWrap: 'anywhere' }}>
          {name}: {before && <Code fz="xs">{shown(before[name]) || '–'}</Code>}{before && after && ' → '}{after && <Code fz="xs">{shown(after[name]) || '–'}</Code>}
        </Text>
      ))}
    </Stack>
  );
}

function shown(value: unknown): string {
  const text = value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
