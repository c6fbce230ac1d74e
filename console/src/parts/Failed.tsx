import { Alert, Button, List } from '@mantine/core';
import { ApiProblem } from '../api/client';
import { useSpeech } from '../i18n';

/** What went wrong, in the server's words, and a way to try again. */
export function Failed({ failure, retry }: { failure: Error; retry?: () => void }) {
  const { t } = useSpeech();
  const said = failure instanceof ApiProblem;
  return (
    <Alert color="red" variant="outline" title={said ? failure.detail : t('failed.unreachable')} role="alert">
      {said && failure.fields.length > 0 && (
        <List size="sm">
          {failure.fields.map(one => (
            <List.Item key={one.field}>{one.field}: {one.message}</List.Item>
          ))}
        </List>
      )}
      {retry && <Button variant="default" size="xs" mt="xs" onClick={retry}>{t('failed.retry')}</Button>}
    </Alert>
  );
}
