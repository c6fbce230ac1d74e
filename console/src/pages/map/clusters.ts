export interface Spot<T> { x: number; y: number; of: T }
export interface Cluster<T> { x: number; y: number; all: T[] }

/** Spots that lie closer together than so many pixels, as one; each spot joins the first that is near. */
export function clustered<T>(spots: Spot<T>[], pixels: number): Cluster<T>[] {
  const clusters: Cluster<T>[] = [];
  const cells = new Map<string, Cluster<T>[]>();
  for (const spot of spots) {
    const column = Math.floor(spot.x / pixels);
    const row = Math.floor(spot.y / pixels);
    let near: Cluster<T> | undefined;
    for (let across = column - 1; across <= column + 1 && !near; across++) {
      for (let down = row - 1; down <= row + 1 && !near; down++) {
        near = cells.get(`${across} ${down}`)?.find(one => Math.hypot(one.x - spot.x, one.y - spot.y) < pixels);
      }
    }
    if (near) {
      near.all.push(spot.of);
    } else {
      const made = { x: spot.x, y: spot.y, all: [spot.of] };
      clusters.push(made);
      const cell = `${column} ${row}`;
      cells.set(cell, [...(cells.get(cell) ?? []), made]);
    }
  }
  return clusters;
}
