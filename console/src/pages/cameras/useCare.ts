import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, type Query } from '../../api/client';
import { useSpeech } from '../../i18n';
import { useToasts } from '../../parts/toasts';

export interface HealthPoint { at: string; batteryPercent?: number; storageUsedPercent?: number; temperatureCelsius?: number; signalCsq?: number; reports: number }
export interface Update { at: string; what: string; detail?: string; who?: string }
export interface Maintenance { maintenanceId: string; doneAt: string; kind: string; note?: string; writtenBy: string; writtenAt: string }
export interface ClockRepair { repairId: string; from: string; to: string; shiftSeconds: number; captures: number; madeBy: string; madeAt: string; undoneAt?: string; undoneBy?: string }
export interface Reference { captureId: string; setBy: string; setAt: string }
export interface Explained { profile: string; fits: boolean; chosen: boolean; why: string }
export interface TrialAnswer { profiles: Explained[]; problems: string[] }

/** One list of what is known of a camera in the field. */
export function useCare<T>(cameraId: string, what: string, query: Query = {}) {
  return useQuery({ queryKey: ['care', cameraId, what, query], queryFn: async ({ signal }) => (await get<T | undefined>(`/api/cameras/${cameraId}/${what}`, query, signal)) ?? null });
}

/** Does something to a camera, and asks for all that may be another then. */
export function useCareChange(cameraId: string) {
  const { t } = useSpeech();
  const { tell, complain } = useToasts();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (send: () => Promise<unknown>) => send(),
    onSuccess: () => tell(t('saved')),
    onError: complain,
    onSettled: () => [['care', cameraId], ['deployments'], ['cameras'], ['captures'], ['events']].forEach(queryKey => void queries.invalidateQueries({ queryKey })),
  });
}
