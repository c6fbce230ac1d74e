export interface View { scale: number; x: number; y: number }

export const WHOLE: View = { scale: 1, x: 0, y: 0 };
export const MOST = 12;

/**
 * Zooms so that the point under the pointer stays where it is.
 *
 * @param x of the pointer, in pixels from the middle of the stage; y likewise
 */
export function zoomed(view: View, factor: number, x = 0, y = 0): View {
  const scale = Math.min(MOST, Math.max(1, view.scale * factor));
  if (scale === 1) {
    return WHOLE;
  }
  const ratio = scale / view.scale;
  return { scale, x: x - (x - view.x) * ratio, y: y - (y - view.y) * ratio };
}

/** Moves by so many pixels, no further than half the enlarged picture. */
export function moved(view: View, dx: number, dy: number, width: number, height: number): View {
  const limit = (size: number) => (size * (view.scale - 1)) / 2;
  const held = (value: number, most: number) => Math.min(most, Math.max(-most, value));
  return { ...view, x: held(view.x + dx, limit(width)), y: held(view.y + dy, limit(height)) };
}

/** The largest size of these proportions that fits. */
export function fitted(width: number, height: number, room: { width: number; height: number }): { width: number; height: number } {
  const scale = Math.min(room.width / width, room.height / height);
  return { width: width * scale, height: height * scale };
}
