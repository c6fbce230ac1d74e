import { Center, Loader } from '@mantine/core';
import type { QueryClient } from '@tanstack/react-query';
import { type ComponentType, useEffect, useState } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router-dom';
import { useSpeech } from '../i18n';
import { pageOfCaptures } from '../pages/pictures/captures';
import { query, read } from '../pages/pictures/filters';
import { NowPage } from '../pages/now/NowPage';
import { begin, type Beginning } from './begin';
import { LoginPage } from './LoginPage';
import { savedProject, WHO_IS_THERE } from './me';
import { NothingHere } from './NothingHere';
import { PageFailed } from './PageFailed';
import { Shell } from './Shell';

function Waiting() {
  const { t } = useSpeech();
  return (
    <Center mih="50vh" role="status" aria-label={t('wait')}>
      <Loader />
    </Center>
  );
}

type Load = () => Promise<{ default: ComponentType }>;

/**
 * A page that is fetched when somebody first goes there. It is shown as soon as it has come: React's own
 * waiting would show what it shows meanwhile for 300 ms at least.
 *
 * @param ask what it shows first, for whoever begins there
 */
function later(load: Load, ...ask: Beginning[]) {
  let known: ComponentType | undefined;
  const fetched: Beginning = () => load().then(file => (known = file.default));

  function Later() {
    const [came, setCame] = useState<{ Page?: ComponentType | undefined; failure?: unknown }>({ Page: known });
    const { Page, failure } = came;
    useEffect(() => {
      if (Page) {
        return undefined;
      }
      let there = true;
      load().then(
        file => there && setCame({ Page: file.default }),
        reason => there && setCame({ failure: reason }),
      );
      return () => {
        there = false;
      };
    }, [Page]);
    if (failure) {
      throw failure;
    }
    return Page ? <Page /> : <Waiting />;
  }
  return { handle: [fetched, ...ask], element: <Later />, errorElement: <PageFailed /> };
}

const whoIsThere: Beginning = queries => queries.prefetchQuery(WHO_IS_THERE);

/** On the guess that the project last chosen is still one of this person's. */
const headOfGallery: Beginning = (queries, search) => queries.prefetchQuery(pageOfCaptures(query(read(search), savedProject()), ''));

function routes(): RouteObject[] {
  return [
    { path: '/login', element: <LoginPage />, errorElement: <PageFailed /> },
    { path: '/join', ...later(() => import('../pages/door/DoorPage')) },
    { path: '/reset', ...later(() => import('../pages/door/DoorPage')) },
    { path: '/forgotten', ...later(() => import('../pages/door/DoorPage')) },
    {
      path: '/',
      handle: [whoIsThere],
      element: <Shell />,
      errorElement: <PageFailed />,
      children: [
        { index: true, element: <NowPage />, errorElement: <PageFailed /> },
        { path: 'pictures', ...later(() => import('../pages/pictures/PicturesPage'), headOfGallery) },
        { path: 'pictures/:captureId', ...later(() => import('../pages/pictures/PicturePage')) },
        { path: 'events', ...later(() => import('../pages/events/EventsPage')) },
        { path: 'events/:eventId', ...later(() => import('../pages/events/EventPage')) },
        { path: 'deliveries', ...later(() => import('../pages/events/DeliveriesPage')) },
        { path: 'cameras', ...later(() => import('../pages/cameras/CamerasPage')) },
        { path: 'cameras/profiles', ...later(() => import('../pages/cameras/ProfilesPage')) },
        { path: 'cameras/:cameraId', ...later(() => import('../pages/cameras/CameraPage')) },
        { path: 'map', ...later(() => import('../pages/map/MapPage')) },
        { path: 'insights', ...later(() => import('../pages/insights/InsightsPage')) },
        { path: 'exports', ...later(() => import('../pages/exports/ExportsPage')) },
        { path: 'upload', ...later(() => import('../pages/upload/UploadPage')) },
        { path: 'repair', ...later(() => import('../pages/repair/RepairPage')) },
        { path: 'configuration', ...later(() => import('../pages/configuration/ConfigurationPage')) },
        { path: 'rules', ...later(() => import('../pages/rules/RulesPage')) },
        { path: 'rules/:ruleId', ...later(() => import('../pages/rules/RulePage')) },
        { path: 'flows', ...later(() => import('../pages/flows/FlowsPage')) },
        { path: 'installation', ...later(() => import('../pages/installation/InstallationPage')) },
        { path: 'admin', ...later(() => import('../pages/admin/AdminPage')) },
        { path: '*', element: <NothingHere /> },
      ],
    },
  ];
}

export function newRouter(queries: QueryClient) {
  const all = routes();
  begin(all, window.location, queries);
  return createBrowserRouter(all);
}
