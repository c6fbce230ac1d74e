import { Alert, Anchor, Button, Center, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { post } from '../../api/client';
import type { Role } from '../../api/types';
import { useSpeech } from '../../i18n';
import { Failed } from '../../parts/Failed';
import { Logo } from '../../parts/icons';
import { Loaded } from '../../parts/Loaded';

interface Invited { project: string; email: string; role: Role; needsPassword: boolean }

/** What people do before they are logged in: join, ask for a new password, set it. */
export default function DoorPage() {
  const { pathname, hash } = useLocation();
  const code = hash.slice(1);
  switch (pathname) {
    case '/join':
      return <Join code={code} />;
    case '/reset':
      return <Reset code={code} />;
    default:
      return <Forgotten />;
  }
}

function Frame({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Trapline`;
  }, [title]);
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper withBorder shadow="sm" p="xl" w="100%" maw={420}>
        <Stack>
          <Group gap="sm" wrap="nowrap"><Logo size={36} /><Title order={1} size="h2">{title}</Title></Group>
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}

function ToLogin() {
  const { t } = useSpeech();
  return <Anchor component={Link} to="/login">{t('door.login')}</Anchor>;
}

function Join({ code }: { code: string }) {
  const { t, word } = useSpeech();
  const [password, setPassword] = useState('');
  const look = useQuery({ queryKey: ['join', code], queryFn: () => post<Invited>('/api/join/look', { code }), retry: false });
  const join = useMutation({ mutationFn: () => post<void>('/api/join', { code, ...(look.data?.needsPassword ? { password } : {}) }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    join.mutate();
  };
  return (
    <Frame title={t('door.join')}>
      {join.isSuccess ? (
        <><Alert color="moss" variant="outline">{t('door.joined')}</Alert><ToLogin /></>
      ) : (
        <Loaded of={look} height={120}>
          {invited => (
            <form onSubmit={submit}>
              <Stack>
                <Text>{t('door.invited', { project: invited.project, role: word('role', invited.role), email: invited.email })}</Text>
                {join.error && <Failed failure={join.error} />}
                {invited.needsPassword && <PasswordInput label={t('door.choose')} description={t('door.rules')} required minLength={8} autoComplete="new-password" value={password} onChange={event => setPassword(event.currentTarget.value)} visibilityToggleButtonProps={{ 'aria-label': t('login.show') }} />}
                <Button type="submit" loading={join.isPending}>{t('door.join')}</Button>
              </Stack>
            </form>
          )}
        </Loaded>
      )}
    </Frame>
  );
}

function Reset({ code }: { code: string }) {
  const { t } = useSpeech();
  const [password, setPassword] = useState('');
  const reset = useMutation({ mutationFn: () => post<void>('/api/password/reset', { code, password }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reset.mutate();
  };
  return (
    <Frame title={t('door.reset')}>
      {reset.isSuccess ? (
        <><Alert color="moss" variant="outline">{t('door.isReset')}</Alert><ToLogin /></>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            {reset.error && <Failed failure={reset.error} />}
            <PasswordInput label={t('door.choose')} description={t('door.rules')} required minLength={8} autoComplete="new-password" value={password} onChange={event => setPassword(event.currentTarget.value)} visibilityToggleButtonProps={{ 'aria-label': t('login.show') }} />
            <Button type="submit" loading={reset.isPending}>{t('door.reset')}</Button>
          </Stack>
        </form>
      )}
    </Frame>
  );
}

function Forgotten() {
  const { t } = useSpeech();
  const [email, setEmail] = useState('');
  const ask = useMutation({ mutationFn: () => post<void>('/api/password/forgotten', { email: email.trim() }) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  return (
    <Frame title={t('door.forgotten')}>
      {ask.isSuccess ? (
        <><Alert color="moss" variant="outline">{t('door.asked')}</Alert><ToLogin /></>
      ) : (
        <form onSubmit={submit}>
          <Stack>
            <Text c="dimmed">{t('door.forgottenText')}</Text>
            {ask.error && <Failed failure={ask.error} />}
            <TextInput label={t('login.email')} type="email" required autoComplete="username" value={email} onChange={event => setEmail(event.currentTarget.value)} />
            <Button type="submit" loading={ask.isPending}>{t('door.send')}</Button>
            <ToLogin />
          </Stack>
        </form>
      )}
    </Frame>
  );
}
