import { Alert, Anchor, Badge, Button, Group, NumberInput, Paper, Progress, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router-dom';
import { post, remove } from '../../api/client';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { Failed } from '../../parts/Failed';
import { ListFoot } from '../../parts/ListFoot';
import { Loaded } from '../../parts/Loaded';
import { PageHead } from '../../parts/PageHead';
import { usePages } from '../../parts/pages';
import { bytes, moment } from '../../parts/time';
import { useToasts } from '../../parts/toasts';
import { WideTable } from '../../parts/WideTable';
import { useCameras } from '../cameras/useCameras';
import { type Filters, query, read, write } from '../pictures/filters';

const FORMATS = ['camtrap-dp', 'observations-csv', 'xlsx', 'coco', 'megadetector', 'geojson', 'detection-history', 'pictures'] as const;
type Format = (typeof FORMATS)[number];
type State = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'expired';

export interface ExportItem {
  exportId: string;
  projectId: string;
  format: Format;
  requestedBy: string;
  state: State;
  done: number;
  total?: number;
  notes: string[];
  reason?: string;
  fileName?: string;
  sizeBytes?: number;
  createdAt: string;
  expiresAt?: string;
  link?: string;
}

const SOON_MILLIS = 1_500;
const LATER_MILLIS = 30_000;
const COLOURS: Record<State, string> = { waiting: 'gray', running: 'blue', done: 'moss', failed: 'red', cancelled: 'gray', expired: 'gray' };

/** Files for other programs. */
export default function ExportsPage() {
  const { t } = useSpeech();
  const { me, project } = usePerson();
  const wanted = me.projects.find(one => one.projectId === project) ?? me.projects[0];
  return (
    <>
      <PageHead title={t('exports.title')} />
      {wanted ? (
        <Stack gap="lg">
          <Text c="dimmed" maw={760}>{t('exports.text')}</Text>
          <NewExport start={wanted.projectId} />
          <Exports project={project} />
        </Stack>
      ) : (
        <Empty title={t('now.noProject')} text={t('now.noProjectText')} />
      )}
    </>
  );
}

function NewExport({ start }: { start: string }) {
  const { t, word } = useSpeech();
  const { me } = usePerson();
  const queries = useQueryClient();
  const cameras = useCameras();
  const [search, setSearch] = useSearchParams();
  const [projectId, setProjectId] = useState(start);
  const [format, setFormat] = useState<Format>('camtrap-dp');
  const [days, setDays] = useState<number | string>(1);
  const filters = read(search);
  const set = (change: Filters) => setSearch(write({ ...filters, ...change }), { replace: true });
  const ask = useMutation({
    mutationFn: () => {
      const asked = query(filters, undefined);
      return post('/api/exports', {
        projectId,
        format,
        filters: Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')),
        ...(format === 'detection-history' ? { options: { occasionDays: Number(days) || 1 } } : {}),
      });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['exports'] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  const more = Object.keys(filters).filter(name => !['camera', 'label', 'from', 'to'].includes(name));
  return (
    <Paper withBorder p="md" component="form" onSubmit={submit}>
      <Stack>
        <Group align="flex-end" gap="sm" className="fields">
          <Select label={t('exports.format')} allowDeselect={false} value={format} onChange={value => value && setFormat(value as Format)} data={FORMATS.map(one => ({ value: one, label: word('format', one) }))} />
          {me.projects.length > 1 && <Select label={t('shell.project')} allowDeselect={false} value={projectId} onChange={value => value && setProjectId(value)} data={me.projects.map(one => ({ value: one.projectId, label: one.name }))} />}
          {format === 'detection-history' && <NumberInput label={t('exports.occasion')} w={150} min={1} max={366} value={days} onChange={setDays} />}
        </Group>
        <Text size="sm" c="dimmed">{word('formatText', format)}</Text>
        <Group align="flex-end" gap="sm" className="fields">
          <Select label={t('exports.camera')} placeholder={t('exports.all')} clearable searchable value={filters.camera ?? null} onChange={value => set({ camera: value ?? '' })} data={(cameras.items ?? []).filter(one => one.projectId === projectId).map(one => ({ value: one.cameraId, label: one.name }))} />
          <TextInput label={t('exports.label')} placeholder={t('exports.all')} value={filters.label ?? ''} onChange={event => set({ label: event.currentTarget.value })} />
          <TextInput label={t('exports.from')} type="date" value={filters.from ?? ''} onChange={event => set({ from: event.currentTarget.value })} />
          <TextInput label={t('exports.to')} type="date" value={filters.to ?? ''} onChange={event => set({ to: event.currentTarget.value })} />
          <Button type="submit" loading={ask.isPending}>{t('exports.make')}</Button>
        </Group>
        {more.length > 0 && (
          <Group gap="xs">
            <Text size="sm">{t('exports.also')}</Text>
            {more.map(name => <Badge key={name} variant="light" color="gray" tt="none">{name}: {filters[name as keyof Filters]}</Badge>)}
            <Anchor component={Link} to={`/pictures${write(filters)}`} size="sm">{t('exports.look')}</Anchor>
          </Group>
        )}
        {ask.error && <Failed failure={ask.error} />}
      </Stack>
    </Paper>
  );
}

function Exports({ project }: { project: string | undefined }) {
  const { t } = useSpeech();
  const [busy, setBusy] = useState(true);
  const pages = usePages<ExportItem>('exports', { project }, { refetchMillis: busy ? SOON_MILLIS : LATER_MILLIS });
  const open = pages.items?.some(one => one.state === 'waiting' || one.state === 'running') ?? true;
  if (open !== busy) {
    setBusy(open);
  }
  return (
    <Loaded of={{ data: pages.items, error: pages.error, refetch: pages.refetch }} height={160}>
      {items =>
        items.length === 0 ? (
          <Text c="dimmed">{t('exports.none')}</Text>
        ) : (
          <>
            <WideTable minWidth={680}>
              <Table verticalSpacing="sm">
                <Table.Thead><Table.Tr><Table.Th>{t('exports.format')}</Table.Th><Table.Th>{t('exports.asked')}</Table.Th><Table.Th>{t('exports.state')}</Table.Th><Table.Th>{t('exports.file')}</Table.Th></Table.Tr></Table.Thead>
                <Table.Tbody>{items.map(one => <Row key={one.exportId} item={one} />)}</Table.Tbody>
              </Table>
            </WideTable>
            <ListFoot pages={pages} />
          </>
        )
      }
    </Loaded>
  );
}

function Row({ item }: { item: ExportItem }) {
  const { t, word, language } = useSpeech();
  const { complain } = useToasts();
  const queries = useQueryClient();
  const drop = useMutation({
    mutationFn: () => remove(`/api/exports/${item.exportId}`),
    onError: complain,
    onSettled: () => queries.invalidateQueries({ queryKey: ['exports'] }),
  });
  const open = item.state === 'waiting' || item.state === 'running';
  return (
    <Table.Tr>
      <Table.Td>{word('format', item.format)}</Table.Td>
      <Table.Td><Text size="sm">{moment(item.createdAt, language)}</Text><Text size="sm" c="dimmed">{item.requestedBy}</Text></Table.Td>
      <Table.Td miw={180}>
        <Badge variant="light" color={COLOURS[item.state]} tt="none">{word('exportState', item.state)}</Badge>
        {item.state === 'running' && (
          <>
            <Progress mt={6} value={item.total ? (100 * item.done) / item.total : 0} animated aria-label={t('exports.progress')} />
            <Text size="xs" c="dimmed">{t('exports.of', { done: item.done.toLocaleString(language), total: (item.total ?? 0).toLocaleString(language) })}</Text>
          </>
        )}
        {item.reason && <Text size="sm" c="red">{item.reason}</Text>}
        {item.notes.map(note => <Alert key={note} p={6} mt={6} color="orange" variant="outline"><Text size="sm">{note}</Text></Alert>)}
      </Table.Td>
      <Table.Td>
        {item.link && (
          <>
            <Anchor href={item.link} download>{item.fileName}</Anchor>
            <Text size="sm" c="dimmed">{bytes(item.sizeBytes ?? 0, language)}{item.expiresAt && ` · ${t('exports.until', { at: moment(item.expiresAt, language) })}`}</Text>
          </>
        )}
        {(open || item.link) && <Button variant="subtle" color="red" size="compact-sm" px={0} loading={drop.isPending} onClick={() => drop.mutate()}>{open ? t('exports.cancel') : t('exports.delete')}</Button>}
      </Table.Td>
    </Table.Tr>
  );
}
