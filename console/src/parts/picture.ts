import type { CaptureItem } from '../api/types';

/**
 * Where a capture's small picture is. Undefined while nobody has looked at the capture: the picture is
 * made then, and whoever asks too early is told that there is none.
 */
export function smallPicture(capture: Pick<CaptureItem, 'state' | 'links'>): string | undefined {
  return capture.state === 'received' ? undefined : capture.links.thumbnail;
}
