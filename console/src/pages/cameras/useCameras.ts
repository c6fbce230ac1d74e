import { useEffect } from 'react';
import type { Camera } from '../../api/types';
import { usePerson } from '../../app/me';
import { usePages } from '../../parts/pages';

/** All cameras that the person may see: few enough to hold at once. */
export function useCameras() {
  const { project } = usePerson();
  const pages = usePages<Camera>('cameras', { project, limit: 200 });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) {
      void fetchNextPage();
    }
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return pages;
}
