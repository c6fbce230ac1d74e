import { ActionIcon, Button, Menu, Modal, PasswordInput, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { post } from '../api/client';
import { type Language, LANGUAGES, useSpeech } from '../i18n';
import { Failed } from '../parts/Failed';
import { Person } from '../parts/icons';
import { leave } from './notifications';
import { NotificationsItem } from './NotificationsItem';
import { usePerson } from './me';
import { SecondFactor } from './SecondFactor';

/** Who is there, how the console looks and speaks, and the way out. */
export function UserMenu({ live }: { live: boolean }) {
  const { t, language, speak } = useSpeech();
  const { me } = usePerson();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [changing, { open, close }] = useDisclosure();
  const [factor, factorWindow] = useDisclosure();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const logout = useMutation({
    mutationFn: () => leave().then(() => post<void>('/api/logout')),
    onSuccess: () => {
      queries.clear();
      void navigate('/login', { replace: true });
    },
  });

  return (
    <>
      <Menu position="bottom-end" width={260} keepMounted={false}>
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={t('user.menu', { name: me.name })}>
            <Person />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <Text size="sm" c="var(--mantine-color-text)" fw={600}>{me.name}</Text>
            <Text size="sm" c="dimmed">{live ? t('user.live') : t('user.notLive')}</Text>
          </Menu.Label>
          <Stack gap="xs" px="sm" py="xs">
            <SegmentedControl
              size="xs"
              fullWidth
              aria-label={t('user.scheme')}
              value={colorScheme}
              onChange={chosen => setColorScheme(chosen as 'light' | 'dark' | 'auto')}
              data={[
                { value: 'auto', label: t('user.auto') },
                { value: 'light', label: t('user.light') },
                { value: 'dark', label: t('user.dark') },
              ]}
            />
            <SegmentedControl
              size="xs"
              fullWidth
              aria-label={t('user.language')}
              value={language}
              onChange={chosen => speak(chosen as Language)}
              data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
            />
          </Stack>
          <Menu.Divider />
          <NotificationsItem />
          <Menu.Item onClick={open}>{t('user.password')}</Menu.Item>
          <Menu.Item onClick={factorWindow.open}>{t('user.factor')}</Menu.Item>
          <Menu.Item component="a" href="/api/docs">{t('user.api')}</Menu.Item>
          {me.serverAdmin && <Menu.Item component="a" href="/actuator/hawtio">{t('user.hawtio')}</Menu.Item>}
          <Menu.Divider />
          <Menu.Item onClick={() => logout.mutate()}>{t('user.logout')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={changing} onClose={close} title={t('password.title')} closeButtonProps={{ 'aria-label': t('close') }}>
        <ChangePassword />
      </Modal>
      <Modal opened={factor} onClose={factorWindow.close} title={t('user.factor')} closeButtonProps={{ 'aria-label': t('close') }}>
        <SecondFactor />
      </Modal>
    </>
  );
}

function ChangePassword() {
  const { t } = useSpeech();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: () => post<void>('/api/me/password', { current, password }),
    onSuccess: () => {
      queries.clear();
      void navigate('/login', { replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text c="dimmed">{t('password.text')}</Text>
        {change.error && <Failed failure={change.error} />}
        <PasswordInput label={t('password.current')} required autoComplete="current-password" value={current} onChange={event => setCurrent(event.currentTarget.value)} />
        <PasswordInput label={t('password.new')} required autoComplete="new-password" value={password} onChange={event => setPassword(event.currentTarget.value)} />
        <Button type="submit" loading={change.isPending}>{t('password.change')}</Button>
      </Stack>
    </form>
  );
}
