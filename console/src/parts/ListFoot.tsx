import { Button, Center } from '@mantine/core';
import { useSpeech } from '../i18n';

/** The way to the next page of a list. */
export function ListFoot({ pages }: { pages: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown } }) {
  const { t } = useSpeech();
  return pages.hasNextPage ? (
    <Center mt="md">
      <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>{t('list.more')}</Button>
    </Center>
  ) : null;
}
