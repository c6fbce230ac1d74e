import { Button } from '@mantine/core';
import { Link } from 'react-router-dom';
import { useSpeech } from '../i18n';
import { Empty } from '../parts/Empty';

export function NothingHere() {
  const { t } = useSpeech();
  return (
    <Empty title={t('nothingHere.title')} text={t('nothingHere.text')}>
      <Button component={Link} to="/">{t('nothingHere.home')}</Button>
    </Empty>
  );
}
