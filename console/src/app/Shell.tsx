import { ActionIcon, AppShell, Burger, Center, Group, Loader, NativeSelect, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { Link, Navigate, NavLink, Outlet, useLocation } from 'react-router-dom';
import { ApiProblem } from '../api/client';
import { useLive } from '../api/live';
import { useSpeech } from '../i18n';
import { Failed } from '../parts/Failed';
import * as icons from '../parts/icons';
import { later } from '../parts/later';
import { PersonProvider, usePerson, useWhoIsThere } from './me';
import { Parked } from './Parked';

// Nobody's first look goes there.
const userMenu = later(() => import('./UserMenu').then(file => file.UserMenu), UserMenuToCome);

/** The frame of every page but the login. */
export function Shell() {
  const { t } = useSpeech();
  const who = useWhoIsThere();
  const location = useLocation();
  if (who.error instanceof ApiProblem && who.error.status === 401) {
    const next = encodeURIComponent(location.pathname + location.search);
    return <Navigate to={location.pathname === '/' ? '/login' : `/login?next=${next}`} replace />;
  }
  if (who.data) {
    return (
      <PersonProvider me={who.data}>
        <Frame />
      </PersonProvider>
    );
  }
  return (
    <Center mih="100vh" p="md">
      {who.error ? <Failed failure={who.error} retry={() => void who.refetch()} /> : <Loader aria-label={t('wait')} />}
    </Center>
  );
}

function Frame() {
  const { t } = useSpeech();
  const { me, project, choose } = usePerson();
  const [open, { toggle, close }] = useDisclosure();
  const location = useLocation();
  const main = useRef<HTMLElement>(null);
  const live = useLive();

  useEffect(() => {
    close();
    window.scrollTo(0, 0);
  }, [location.pathname, close]);

  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 230, breakpoint: 'md', collapsed: { mobile: !open } }}
      padding={{ base: 'sm', sm: 'md' }}
    >
      <a
        className="skip"
        href="#main"
        onClick={event => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('shell.skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" gap="sm" wrap="nowrap">
          <Burger opened={open} onClick={toggle} hiddenFrom="md" size="sm" aria-label={t('shell.menu')} aria-expanded={open} />
          <Link to="/" className="brand" aria-label="Trapline">
            <Logo />
            <Text component="span" fw={650} visibleFrom="sm">Trapline</Text>
          </Link>
          <Group ml="auto" gap="sm" wrap="nowrap">
            {me.projects.length > 1 && (
              <NativeSelect
                aria-label={t('shell.project')}
                data={[{ value: '', label: t('shell.allProjects') }, ...me.projects.map(one => ({ value: one.projectId, label: one.name }))]}
                value={project ?? ''}
                onChange={event => choose(event.currentTarget.value || undefined)}
                w={{ base: 130, sm: 200 }}
              />
            )}
            <userMenu.Later live={live} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={t('shell.navigation')}>
        <div className="nav-links">
          <Links />
        </div>
      </AppShell.Navbar>
      <AppShell.Main id="main" ref={main} tabIndex={-1}>
        <Parked />
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}

const { Logo } = icons;

function UserMenuToCome() {
  const { t } = useSpeech();
  const { me } = usePerson();
  return <ActionIcon variant="default" size="lg" disabled aria-label={t('user.menu', { name: me.name })}><icons.Person /></ActionIcon>;
}

function Links() {
  const { t } = useSpeech();
  const { me, may } = usePerson();
  const edits = me.serverAdmin || me.configEditor === true;
  const links = [
    { to: '/', label: t('nav.now'), icon: <icons.Pulse />, shown: true },
    { to: '/pictures', label: t('nav.pictures'), icon: <icons.Picture />, shown: true },
    { to: '/events', label: t('nav.events'), icon: <icons.Bell />, shown: true },
    { to: '/deliveries', label: t('nav.deliveries'), icon: <icons.Send />, shown: true },
    { to: '/cameras', label: t('nav.cameras'), icon: <icons.Camera />, shown: true },
    { to: '/map', label: t('nav.map'), icon: <icons.MapPin />, shown: true },
    { to: '/insights', label: t('nav.insights'), icon: <icons.Chart />, shown: true },
    { to: '/exports', label: t('nav.exports'), icon: <icons.Download />, shown: true },
    { to: '/upload', label: t('nav.upload'), icon: <icons.Upload />, shown: may('analyst') },
    { to: '/repair', label: t('nav.repair'), icon: <icons.Wrench />, shown: may('analyst') },
    { to: '/rules', label: t('nav.rules'), icon: <icons.Megaphone />, shown: may('analyst') || me.serverAdmin },
    { to: '/flows', label: t('nav.flows'), icon: <icons.Flow />, shown: edits },
    { to: '/configuration', label: t('nav.configuration'), icon: <icons.File />, shown: edits },
    { to: '/installation', label: t('nav.installation'), icon: <icons.Server />, shown: me.serverAdmin },
    { to: '/admin', label: t('nav.admin'), icon: <icons.People />, shown: may('admin') || me.serverAdmin },
  ];
  return links
    .filter(link => link.shown)
    .map(link => (
      <NavLink key={link.to} to={link.to} end={link.to === '/'} className="nav-link">
        {link.icon}
        {link.label}
      </NavLink>
    ));
}
