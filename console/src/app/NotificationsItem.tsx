import { Menu, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSpeech } from '../i18n';
import { useToasts } from '../parts/toasts';
import { state, turnOff, turnOn } from './notifications';

const STATE = ['push', 'state'];

/** Shows alerts as notifications in this browser, or no more. Absent where the server offers none. */
export function NotificationsItem() {
  const { t } = useSpeech();
  const { tell, complain } = useToasts();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: STATE, queryFn: state, staleTime: 60_000 });
  const change = useMutation({
    mutationFn: () => (data === 'on' ? turnOff() : turnOn()),
    onSuccess: now => {
      queries.setQueryData(STATE, now);
      tell(t(now === 'on' ? 'push.nowOn' : now === 'denied' ? 'push.denied' : 'push.nowOff'));
    },
    onError: complain,
  });
  if (data === undefined || data === 'unoffered') {
    return null;
  }
  if (data === 'unable' || data === 'denied') {
    return (
      <Menu.Item disabled>
        <Text size="sm">{t(data === 'denied' ? 'push.denied' : 'push.unable')}</Text>
      </Menu.Item>
    );
  }
  return (
    <Menu.Item closeMenuOnClick={false} disabled={change.isPending} onClick={() => change.mutate()}>
      {t(data === 'on' ? 'push.off' : 'push.on')}
    </Menu.Item>
  );
}
