import { Alert, Anchor, Button, Center, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import { ApiProblem, post } from '../api/client';
import type { Me } from '../api/types';
import { useSpeech } from '../i18n';
import { duration } from '../parts/time';
import { Logo } from '../parts/icons';
import { ME } from './me';
import { isElsewhere, safeNext } from './next';

export function LoginPage() {
  const { t, language } = useSpeech();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [search] = useSearchParams();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [wantsCode, setWantsCode] = useState(false);
  const [lockedSeconds, setLockedSeconds] = useState(0);

  const login = useMutation({
    mutationFn: () => post<Me>('/api/login', { email: email.trim(), password, ...(wantsCode ? { code: code.trim() } : {}) }),
    onSuccess: me => {
      queries.clear();
      queries.setQueryData(ME, me);
      const next = safeNext(search.get('next'));
      if (isElsewhere(next)) {
        window.location.assign(next);
      } else {
        void navigate(next, { replace: true });
      }
    },
    onError: failure => {
      if (failure instanceof ApiProblem && failure.secondFactor) {
        setWantsCode(true);
        return;
      }
      setCode('');
      if (!wantsCode) {
        setPassword('');
      }
      if (failure instanceof ApiProblem && failure.status === 429) {
        setLockedSeconds(failure.retryAfterSeconds ?? 60);
      }
    },
  });

  useEffect(() => {
    if (lockedSeconds <= 0) {
      return undefined;
    }
    const timer = window.setTimeout(() => setLockedSeconds(left => left - 1), 1000);
    return () => window.clearTimeout(timer);
  }, [lockedSeconds]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    login.mutate();
  };

  return (
    <Center mih="100vh" p="md" component="main">
      <Paper withBorder shadow="sm" p="xl" w="100%" maw={400}>
        <form onSubmit={submit}>
          <Stack>
            <Group gap="sm">
              <Logo size={36} />
              <Title order={1} size="h2">{t('login.title')}</Title>
            </Group>
            <Text c="dimmed">{t('login.text')}</Text>
            {lockedSeconds > 0 ? (
              <Alert color="orange" variant="outline" title={t('login.locked')} role="alert">
                {t('login.lockedText', { wait: duration(lockedSeconds, language) })}
              </Alert>
            ) : (
              login.error && !(login.error instanceof ApiProblem && login.error.secondFactor) && (
                <Alert color="red" variant="outline" role="alert">
                  {login.error instanceof ApiProblem && login.error.status === 401
                    ? t('login.wrong')
                    : login.error instanceof ApiProblem
                      ? login.error.detail
                      : t('failed.unreachable')}
                </Alert>
              )
            )}
            <TextInput
              label={t('login.email')}
              type="email"
              name="email"
              autoComplete="username"
              required
              autoFocus
              value={email}
              onChange={change => setEmail(change.currentTarget.value)}
            />
            <PasswordInput
              label={t('login.password')}
              name="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={change => setPassword(change.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': t('login.show') }}
            />
            {wantsCode && <TextInput label={t('login.code')} description={t('login.codeText')} name="code" required autoFocus autoComplete="one-time-code" value={code} onChange={change => setCode(change.currentTarget.value)} />}
            <Button type="submit" loading={login.isPending} disabled={lockedSeconds > 0} fullWidth>
              {t('login.submit')}
            </Button>
            <Anchor component={Link} to="/forgotten" size="sm">{t('door.forgotten')}</Anchor>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}
