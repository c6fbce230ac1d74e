import { Anchor, Code, Collapse, Paper, Stack, Table, Text, Timeline, Title, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Capture, Detection, Run } from '../../api/types';
import { useSpeech } from '../../i18n';
import { StateBadge } from '../../parts/StateBadge';
import { name } from '../../parts/seen';
import { bytes, exactly, percent } from '../../parts/time';

/** Everything that happened to a capture, from the shutter on. */
export function Story({ capture }: { capture: Capture }) {
  const { t, language, word } = useSpeech();
  const facts = Object.entries(capture.facts);
  const [open, { toggle }] = useDisclosure();
  return (
    <Stack gap="md">
      <Paper withBorder p="md">
        <Title order={2} size="h4" mb="md">{t('story.title')}</Title>
        <Timeline bulletSize={14} lineWidth={2} active={99} color="moss">
          <Step title={t('story.taken')} at={capture.time.capturedAt}>
            {t('story.takenBy', { source: word('timeSource', capture.time.source), zone: capture.time.zone })}
            {capture.time.flags.map(flag => ` · ${word('timeFlag', flag)}`)}
          </Step>
          <Step title={t('story.received')} at={capture.receivedAt}>
            {t('story.receivedFrom', { source: capture.sourceId, origin: word('origin', capture.origin) })}
            {capture.truncated && ` · ${t('story.truncated')}`}
          </Step>
          {[...capture.runs].reverse().map(run => <RunStep key={run.runId} run={run} />)}
          {capture.failures.map(failure => (
            <Step key={failure.jobId} title={t('story.failed', { stage: word('stage', failure.stage) })} at={failure.failedAt}>
              <Text size="sm" c="var(--mantine-color-error)">{failure.reason}</Text>
              <Anchor component={Link} to="/repair?tab=jobs" size="sm">{t('story.repair')}</Anchor>
            </Step>
          ))}
          {capture.completedAt && <Step title={t('story.completed')} at={capture.completedAt} />}
        </Timeline>
      </Paper>
      <Paper withBorder p="md">
        <Title order={2} size="h4" mb="sm">{t('story.file')}</Title>
        <Table variant="vertical" layout="fixed" withTableBorder={false}>
          <Table.Tbody>
            <Fact name={t('story.state')}><StateBadge list="captureState" state={capture.state} /></Fact>
            <Fact name={t('story.camera')}><Anchor component={Link} to={`/cameras/${capture.cameraId}`}>{capture.cameraName}</Anchor></Fact>
            <Fact name={t('story.path')}>{capture.path}</Fact>
            <Fact name={t('story.size')}>{[bytes(capture.sizeBytes, language), capture.width && `${capture.width} × ${capture.height}`, capture.mediaType].filter(Boolean).join(' · ')}</Fact>
            {capture.position && <Fact name={t('story.position')}>{capture.position.latitude.toFixed(5)}, {capture.position.longitude.toFixed(5)}</Fact>}
            {capture.sequence && <Fact name={t('story.sequence')}>{capture.sequence.length ? t('story.sequenceOf', { number: capture.sequence.number, length: capture.sequence.length }) : capture.sequence.number}</Fact>}
          </Table.Tbody>
        </Table>
        {facts.length > 0 && (
          <>
            <UnstyledButton onClick={toggle} aria-expanded={open} mt="sm" td="underline">{t('story.facts')}</UnstyledButton>
            <Collapse expanded={open}><Code block mt="xs">{JSON.stringify(capture.facts, null, 2)}</Code></Collapse>
          </>
        )}
      </Paper>
    </Stack>
  );
}

function Step({ title, at, children }: { title: string; at: string; children?: ReactNode }) {
  const { language } = useSpeech();
  return (
    <Timeline.Item title={title}>
      <Text size="sm" c="dimmed">{exactly(at, language)}</Text>
      {children && <Text size="sm" component="div">{children}</Text>}
    </Timeline.Item>
  );
}

function RunStep({ run }: { run: Run }) {
  const { t } = useSpeech();
  const named = run.detections.find(one => one.classifications.length > 0)?.classifications[0];
  return (
    <Step title={t('story.looked', { model: run.model })} at={run.ranAt}>
      <Text size="sm" c="dimmed">{t('story.version', { version: run.modelVersion })}{named && ` · ${t('story.namedBy', { model: named.model, version: named.modelVersion })}`}</Text>
      {run.detections.length === 0 ? t('story.foundNothing') : run.detections.slice(0, 8).map(one => <Found key={one.detectionId} detection={one} />)}
      {run.detections.length > 8 && <Text size="sm">{t('story.andMore', { count: run.detections.length - 8 })}</Text>}
    </Step>
  );
}

function Found({ detection }: { detection: Detection }) {
  const { language, word } = useSpeech();
  const names = detection.classifications.slice(0, 3).map(one => `${name({ label: one.label, category: '' })} ${percent(one.confidence, language)}`);
  return (
    <Text size="sm">
      {word('category', detection.category)} {percent(detection.confidence, language)}
      {names.length > 0 && <Text span size="sm" c="dimmed"> — {names.join(', ')}</Text>}
    </Text>
  );
}

function Fact({ name: label, children }: { name: string; children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th w={100} fw={500}>{label}</Table.Th>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  );
}
