import { useMutation, useQueryClient } from '@tanstack/react-query';
import { patch, post } from '../../api/client';
import type { Camera } from '../../api/types';
import { useSpeech } from '../../i18n';
import { useToasts } from '../../parts/toasts';

function useSettled() {
  const queries = useQueryClient();
  return () => ['cameras', 'now'].forEach(key => void queries.invalidateQueries({ queryKey: [key] }));
}

/** Says that a camera is ours. From then on it alerts. */
export function useApproval(camera: Camera) {
  const { t } = useSpeech();
  const { tell, complain } = useToasts();
  const settled = useSettled();
  return useMutation({
    mutationFn: () => post<Camera>(`/api/cameras/${camera.cameraId}/approve`),
    onSuccess: () => tell(t('cameras.approved', { name: camera.name })),
    onError: complain,
    onSettled: settled,
  });
}

export type CameraChange = Partial<{ name: string; state: 'approved' | 'retired'; zone: string | null; site: string | null; independenceSeconds: number | null }>;

export function useCameraChange(camera: Camera) {
  const { t } = useSpeech();
  const { tell, complain } = useToasts();
  const settled = useSettled();
  return useMutation({
    mutationFn: (change: CameraChange) => patch<Camera>(`/api/cameras/${camera.cameraId}`, change),
    onSuccess: () => tell(t('saved')),
    onError: complain,
    onSettled: settled,
  });
}
