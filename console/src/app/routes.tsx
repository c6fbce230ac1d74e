import { Center, Loader } from '@mantine/core';
import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router-dom';
import { useSpeech } from '../i18n';
import { pageOfCaptures } from '../pages/pictures/captures';
import { needForm, query, read } from '../pages/pictures/filters';
import { filterForm, PicturesPage } from '../pages/pictures/PicturesPage';
import { NowPage } from '../pages/now/NowPage';
import { later } from '../parts/later';
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

/** A page that is fetched when somebody first goes there. */
function fetchedLater(load: () => Promise<{ default: ComponentType }>) {
  const { fetched, Later } = later(() => load().then(file => file.default), Waiting);
  return { handle: [fetched], element: <Later />, errorElement: <PageFailed /> };
}

const whoIsThere: Beginning = queries => queries.prefetchQuery(WHO_IS_THERE);

/** On the guess that the project last chosen is still one of this person's. */
const headOfGallery: Beginning = (queries, search) => queries.prefetchQuery(pageOfCaptures(query(read(search), savedProject()), ''));

/** Whoever comes with filters sees their form. */
const formOfFilters: Beginning = (_, search) => (needForm(read(search)) ? filterForm.fetched() : Promise.resolve());

function routes(): RouteObject[] {
  return [
    { path: '/login', element: <LoginPage />, errorElement: <PageFailed /> },
    { path: '/join', ...fetchedLater(() => import('../pages/door/DoorPage')) },
    { path: '/reset', ...fetchedLater(() => import('../pages/door/DoorPage')) },
    { path: '/forgotten', ...fetchedLater(() => import('../pages/door/DoorPage')) },
    {
      path: '/',
      handle: [whoIsThere],
      element: <Shell />,
      errorElement: <PageFailed />,
      children: [
        { index: true, element: <NowPage />, errorElement: <PageFailed /> },
        { path: 'pictures', handle: [headOfGallery, formOfFilters], element: <PicturesPage />, errorElement: <PageFailed /> },
        { path: 'pictures/:captureId', ...fetchedLater(() => import('../pages/pictures/PicturePage')) },
        { path: 'events', ...fetchedLater(() => import('../pages/events/EventsPage')) },
        { path: 'events/:eventId', ...fetchedLater(() => import('../pages/events/EventPage')) },
        { path: 'deliveries', ...fetchedLater(() => import('../pages/events/DeliveriesPage')) },
        { path: 'cameras', ...fetchedLater(() => import('../pages/cameras/CamerasPage')) },
        { path: 'cameras/profiles', ...fetchedLater(() => import('../pages/cameras/ProfilesPage')) },
        { path: 'cameras/:cameraId', ...fetchedLater(() => import('../pages/cameras/CameraPage')) },
        { path: 'map', ...fetchedLater(() => import('../pages/map/MapPage')) },
        { path: 'insights', ...fetchedLater(() => import('../pages/insights/InsightsPage')) },
        { path: 'exports', ...fetchedLater(() => import('../pages/exports/ExportsPage')) },
        { path: 'upload', ...fetchedLater(() => import('../pages/upload/UploadPage')) },
        { path: 'repair', ...fetchedLater(() => import('../pages/repair/RepairPage')) },
        { path: 'configuration', ...fetchedLater(() => import('../pages/configuration/ConfigurationPage')) },
        { path: 'rules', ...fetchedLater(() => import('../pages/rules/RulesPage')) },
        { path: 'rules/:ruleId', ...fetchedLater(() => import('../pages/rules/RulePage')) },
        { path: 'flows', ...fetchedLater(() => import('../pages/flows/FlowsPage')) },
        { path: 'installation', ...fetchedLater(() => import('../pages/installation/InstallationPage')) },
        { path: 'admin', ...fetchedLater(() => import('../pages/admin/AdminPage')) },
        { path: '*', element: <NothingHere /> },
      ],
    },
  ];
}

export function newRouter(queries: QueryClient) {
  const all = routes();
  return { begun: begin(all, window.location, queries), router: createBrowserRouter(all) };
}
