import { Alert, Button, Code, CopyButton, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { post } from '../api/client';
import { useSpeech } from '../i18n';
import { Failed } from '../parts/Failed';
import { ME, usePerson } from './me';

/** An authenticator app beside the password: begin, confirm, end. */
export function SecondFactor() {
  const { t } = useSpeech();
  const { me } = usePerson();
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const begin = useMutation({ mutationFn: () => post<{ secret: string; uri: string }>('/api/me/totp', { password }) });
  const confirm = useMutation({ mutationFn: () => post<{ recoveryCodes: string[] }>('/api/me/totp/confirm', { code }) });
  const end = useMutation({ mutationFn: () => post<void>('/api/me/totp/end', { password }), onSuccess: () => queries.invalidateQueries({ queryKey: ME }) });
  const failure = begin.error ?? confirm.error ?? end.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (begin.data) {
      confirm.mutate();
    } else if (me.secondFactor) {
      end.mutate();
    } else {
      begin.mutate();
    }
  };
  if (confirm.data) {
    const codes = confirm.data.recoveryCodes.join('\n');
    return (
      <Stack>
        <Alert color="moss" variant="outline" title={t('factor.on')}>{t('factor.paper')}</Alert>
        <Code block>{codes}</Code>
        <Group>
          <CopyButton value={codes}>{({ copied, copy }) => <Button variant="default" onClick={copy}>{copied ? t('keys.copied') : t('keys.copy')}</Button>}</CopyButton>
          <Button onClick={() => void queries.invalidateQueries({ queryKey: ME })}>{t('factor.kept')}</Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text c="dimmed">{me.secondFactor ? t('factor.isOn') : t('factor.text')}</Text>
        {failure && <Failed failure={failure} />}
        {begin.data ? (
          <>
            <Text size="sm">{t('factor.secret')}</Text>
            <Code block style={{ overflowWrap: 'anywhere' }}>{begin.data.secret}</Code>
            <Button component="a" href={begin.data.uri} variant="default">{t('factor.open')}</Button>
            <TextInput label={t('login.code')} required inputMode="numeric" autoComplete="one-time-code" value={code} onChange={event => setCode(event.currentTarget.value)} />
            <Button type="submit" loading={confirm.isPending}>{t('factor.confirm')}</Button>
          </>
        ) : (
          <>
            <PasswordInput label={t('password.current')} required autoComplete="current-password" value={password} onChange={event => setPassword(event.currentTarget.value)} visibilityToggleButtonProps={{ 'aria-label': t('login.show') }} />
            <Button type="submit" color={me.secondFactor ? 'red' : 'moss'} loading={begin.isPending || end.isPending}>{me.secondFactor ? t('factor.end') : t('factor.begin')}</Button>
          </>
        )}
      </Stack>
    </form>
  );
}
