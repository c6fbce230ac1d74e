import { Button, Group } from '@mantine/core';
import { Link, useRouteError } from 'react-router-dom';
import { useSpeech } from '../i18n';
import { Empty } from '../parts/Empty';

/** What stands where a page should be that failed. The rest of the console goes on. */
export function PageFailed() {
  const { t } = useSpeech();
  const failure = useRouteError();
  // After an update the old page asks for files that are gone; loading it again finds the new ones.
  const text = failure instanceof TypeError ? t('pageFailed.updated') : t('pageFailed.text');
  return (
    <Empty title={t('pageFailed.title')} text={text}>
      <Group justify="center">
        <Button onClick={() => window.location.reload()}>{t('pageFailed.reload')}</Button>
        <Button variant="default" component={Link} to="/">{t('nothingHere.home')}</Button>
      </Group>
    </Empty>
  );
}
