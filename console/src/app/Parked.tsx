import { useQuery } from '@tanstack/react-query';
import { get } from '../api/client';
import { useSpeech } from '../i18n';

const REFETCH_MILLIS = 30_000;

interface Parking { parked: boolean; byWhom: string }

/** Says on every page that messages are held back, for as long as they are. */
export function Parked() {
  const { t } = useSpeech();
  const parking = useQuery({ queryKey: ['parking'], queryFn: ({ signal }) => get<Parking>('/api/parking', {}, signal), refetchInterval: REFETCH_MILLIS });
  return parking.data?.parked ? <div className="parked" role="status">{t('parking.banner', { who: parking.data.byWhom })}</div> : null;
}
