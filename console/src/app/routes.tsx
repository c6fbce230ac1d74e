import { Center, Loader } from '@mantine/core';
import { type ComponentType, lazy, Suspense } from 'react';
import { createBrowserRouter } from 'react-router-dom';
import { useSpeech } from '../i18n';
import { NowPage } from '../pages/now/NowPage';
import { LoginPage } from './LoginPage';
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
function later(load: () => Promise<{ default: ComponentType }>) {
  const Page = lazy(load);
  return {
    element: (
      <Suspense fallback={<Waiting />}>
        <Page />
      </Suspense>
    ),
    errorElement: <PageFailed />,
  };
}

export function newRouter() {
  return createBrowserRouter([
    { path: '/login', element: <LoginPage />, errorElement: <PageFailed /> },
    { path: '/join', ...later(() => import('../pages/door/DoorPage')) },
    { path: '/reset', ...later(() => import('../pages/door/DoorPage')) },
    { path: '/forgotten', ...later(() => import('../pages/door/DoorPage')) },
    {
      path: '/',
      element: <Shell />,
      errorElement: <PageFailed />,
      children: [
        { index: true, element: <NowPage />, errorElement: <PageFailed /> },
        { path: 'pictures', ...later(() => import('../pages/pictures/PicturesPage')) },
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
  ]);
}
