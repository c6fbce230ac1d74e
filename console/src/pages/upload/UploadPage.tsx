import { Alert, Anchor, Button, Group, List, Paper, Progress, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, type FormEvent, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router-dom';
import { post } from '../../api/client';
import { usePerson } from '../../app/me';
import { useSpeech } from '../../i18n';
import { Empty } from '../../parts/Empty';
import { Failed } from '../../parts/Failed';
import { ListFoot } from '../../parts/ListFoot';
import { PageHead } from '../../parts/PageHead';
import { usePages } from '../../parts/pages';
import { bytes, moment } from '../../parts/time';
import { WideTable } from '../../parts/WideTable';
import { useCameras } from '../cameras/useCameras';
import { shiftSeconds } from './clock';
import { type CardFile, chosen, dropped } from './files';
import { Sender, type Sent } from './sender';

interface Card { cardId: string; projectId: string; cameraId: string; name: string; createdBy: string; createdAt: string; files: Record<string, number> }

/** Memory cards and folders. */
export default function UploadPage() {
  const { t } = useSpeech();
  const { may } = usePerson();
  const [card, setCard] = useState<Card>();
  if (!may('analyst')) {
    return <Empty title={t('notYours.title')} text={t('notYours.text')} />;
  }
  return (
    <>
      <PageHead title={t('upload.title')} />
      <Stack gap="lg">
        <Text c="dimmed" maw={760}>{t('upload.text')}</Text>
        {card ? <Files key={card.cardId} card={card} end={() => setCard(undefined)} /> : <NewCard begin={setCard} />}
        <Cards goOn={setCard} current={card?.cardId} />
      </Stack>
    </>
  );
}

function NewCard({ begin }: { begin: (card: Card) => void }) {
  const { t } = useSpeech();
  const cameras = useCameras();
  const [cameraId, setCameraId] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [zone, setZone] = useState('');
  const [shown, setShown] = useState('');
  const [real, setReal] = useState('');
  const make = useMutation({
    mutationFn: () => post<Card>('/api/cards', { cameraId, name: name.trim() || new Date().toISOString().slice(0, 10), clockShiftSeconds: shiftSeconds(shown, real), ...(zone.trim() ? { zone: zone.trim() } : {}) }),
    onSuccess: begin,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <Paper withBorder p="md" component="form" onSubmit={submit}>
      <Stack>
        <Group align="flex-end" gap="sm" className="fields">
          <Select label={t('upload.camera')} required searchable value={cameraId} onChange={setCameraId} data={(cameras.items ?? []).map(one => ({ value: one.cameraId, label: one.name }))} nothingFoundMessage={t('upload.noCamera')} />
          <TextInput label={t('upload.name')} maxLength={200} placeholder={t('upload.namePlaceholder')} value={name} onChange={event => setName(event.currentTarget.value)} />
          <TextInput label={t('upload.zone')} placeholder="Europe/Amsterdam" maxLength={60} value={zone} onChange={event => setZone(event.currentTarget.value)} />
        </Group>
        <Text size="sm" c="dimmed">{t('upload.clockText')}</Text>
        <Group align="flex-end" gap="sm" className="fields">
          <TextInput label={t('upload.shown')} type="datetime-local" step={1} value={shown} onChange={event => setShown(event.currentTarget.value)} />
          <TextInput label={t('upload.real')} type="datetime-local" step={1} value={real} onChange={event => setReal(event.currentTarget.value)} />
          <Button type="submit" disabled={!cameraId} loading={make.isPending}>{t('upload.begin')}</Button>
        </Group>
        {make.error && <Failed failure={make.error} />}
      </Stack>
    </Paper>
  );
}

function Files({ card, end }: { card: Card; end: () => void }) {
  const { t, language } = useSpeech();
  const queries = useQueryClient();
  const [sent, setSent] = useState<Sent>();
  const [over, setOver] = useState(false);
  const [state, setState] = useState<'idle' | 'reading' | 'sending' | 'done'>('idle');
  const [failure, setFailure] = useState<Error>();
  const sender = useRef<Sender>(null);
  const folder = useRef<HTMLInputElement>(null);
  const files = useRef<HTMLInputElement>(null);
  useEffect(() => () => sender.current?.stop(), []);
  useEffect(() => {
    if (state !== 'sending') {
      return undefined;
    }
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [state]);

  const start = async (reading: Promise<CardFile[]> | CardFile[]) => {
    setFailure(undefined);
    setState('reading');
    try {
      const found = await reading;
      if (found.length === 0) {
        setState('idle');
        return;
      }
      sender.current = new Sender(card.cardId, found, setSent);
      setState('sending');
      await sender.current.run();
    } catch (problem) {
      setFailure(problem instanceof Error ? problem : new Error(String(problem)));
    }
    setState('done');
    void queries.invalidateQueries({ queryKey: ['cards'] });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void start(dropped(event.dataTransfer.items));
  };
  const busy = state === 'reading' || state === 'sending';
  return (
    <Paper withBorder p="md">
      <Stack>
        <Group justify="space-between"><Text fw={600}>{card.name}</Text><Button variant="default" size="xs" onClick={end}>{busy ? t('upload.stop') : t('upload.another')}</Button></Group>
        {!busy && (
          <div className={over ? 'drop-zone over' : 'drop-zone'} onDragOver={event => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
            <Text>{t('upload.drop')}</Text>
            <Group justify="center" mt="sm">
              <Button onClick={() => folder.current?.click()}>{t('upload.folder')}</Button>
              <Button variant="default" onClick={() => files.current?.click()}>{t('upload.files')}</Button>
            </Group>
            <input ref={folder} type="file" multiple hidden aria-label={t('upload.folder')} {...{ webkitdirectory: '' }} onChange={event => void start(chosen(event.currentTarget.files ?? []))} />
            <input ref={files} type="file" multiple hidden aria-label={t('upload.files')} accept="image/*,video/*" onChange={event => void start(chosen(event.currentTarget.files ?? []))} />
          </div>
        )}
        {state === 'reading' && <Text role="status">{t('upload.reading')}</Text>}
        {sent && (
          <Stack gap={6} role="status">
            <Progress value={sent.bytes === 0 ? 100 : (100 * sent.sentBytes) / sent.bytes} animated={state === 'sending'} aria-label={t('upload.progress')} />
            <Text size="sm">{t('upload.so', { done: (sent.done + sent.known).toLocaleString(language), files: sent.files.toLocaleString(language), sent: bytes(sent.sentBytes, language), bytes: bytes(sent.bytes, language) })}</Text>
            {sent.known > 0 && <Text size="sm" c="dimmed">{t('upload.known', { count: sent.known.toLocaleString(language) })}</Text>}
          </Stack>
        )}
        {state === 'done' && sent && sent.failed === 0 && !failure && <Alert color="moss" variant="outline">{t('upload.done')} <Anchor component={Link} to={`/pictures?camera=${card.cameraId}`}>{t('upload.look')}</Anchor></Alert>}
        {failure && <Failed failure={failure} />}
        {sent && sent.problems.length > 0 && (
          <Alert color="orange" variant="outline" title={t('upload.problems', { count: sent.failed.toLocaleString(language) })}>
            <List size="sm">{sent.problems.map(one => <List.Item key={one.path} style={{ overflowWrap: 'anywhere' }}>{one.path}: {one.why}</List.Item>)}</List>
          </Alert>
        )}
      </Stack>
    </Paper>
  );
}

function Cards({ goOn, current }: { goOn: (card: Card) => void; current: string | undefined }) {
  const { t, language } = useSpeech();
  const { project } = usePerson();
  const cameras = useCameras();
  const pages = usePages<Card>('cards', { project });
  if (!pages.items || pages.items.length === 0) {
    return null;
  }
  return (
    <>
      <WideTable minWidth={640}>
        <Table verticalSpacing="xs">
          <Table.Thead><Table.Tr><Table.Th>{t('upload.card')}</Table.Th><Table.Th>{t('upload.camera')}</Table.Th><Table.Th>{t('upload.brought')}</Table.Th><Table.Th>{t('upload.taken')}</Table.Th><Table.Th>{t('upload.setAside')}</Table.Th><Table.Th>{t('upload.missing')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {pages.items.map(one => (
              <Table.Tr key={one.cardId}>
                <Table.Td>{one.name}</Table.Td>
                <Table.Td>{cameras.items?.find(camera => camera.cameraId === one.cameraId)?.name}</Table.Td>
                <Table.Td><Text size="sm">{moment(one.createdAt, language)}</Text><Text size="sm" c="dimmed">{one.createdBy}</Text></Table.Td>
                <Table.Td>{((one.files['taken'] ?? 0) + (one.files['known'] ?? 0)).toLocaleString(language)}</Table.Td>
                <Table.Td>{one.files['set-aside'] ? <Anchor component={Link} to="/repair">{one.files['set-aside'].toLocaleString(language)}</Anchor> : 0}</Table.Td>
                <Table.Td><Group gap="xs">{(one.files['receiving'] ?? 0).toLocaleString(language)}{one.cardId !== current && <Button variant="subtle" size="compact-sm" onClick={() => goOn(one)}>{t('upload.goOn')}</Button>}</Group></Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      <ListFoot pages={pages} />
    </>
  );
}
