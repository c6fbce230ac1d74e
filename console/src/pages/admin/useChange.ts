import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSpeech } from '../../i18n';
import { useToasts } from '../../parts/toasts';

/** Does something, says so or why not, and lets what it changed be asked for again. */
export function useChange<T>(changed: string, done?: (answer: T) => void) {
  const { t } = useSpeech();
  const { tell, complain } = useToasts();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: () => Promise<T>) => change(),
    onSuccess: answer => {
      tell(t('saved'));
      done?.(answer);
    },
    onError: complain,
    onSettled: () => void queries.invalidateQueries({ queryKey: [changed] }),
  });
}
