import type { HumanObservation, ObservationType, Run } from '../../api/types';
import { name } from '../../parts/seen';
import { best } from './boxes';

const TYPES: Record<string, ObservationType> = { animal: 'animal', person: 'human', vehicle: 'vehicle' };

/** What the models say, in a person's words: the start of a verification. */
export function suggested(run: Run | undefined, threshold: number): HumanObservation[] {
  const counted = new Map<string, HumanObservation>();
  for (const detection of run?.detections ?? []) {
    const type = TYPES[detection.category] ?? 'unknown';
    if (detection.confidence < threshold) {
      continue;
    }
    const called = best(detection);
    const scientificName = type === 'animal' && called.label ? name(called).toLowerCase() : undefined;
    const key = `${type} ${scientificName ?? ''}`;
    const known = counted.get(key);
    // The same animal is on many frames of a clip, so frames are not counted together.
    counted.set(key, { observationType: type, ...(scientificName ? { scientificName } : {}), count: (known && detection.frameNumber === undefined ? (known.count ?? 1) : 0) + 1 });
  }
  return counted.size > 0 ? [...counted.values()] : [{ observationType: 'blank' }];
}

const TYPED = 3;
/** The API lists no more names: one that is not in a full list may be known all the same. */
const LISTED = 500;

/** Whether nobody and no model has used this name: it may be misspelt. Who is still typing a known one is left alone. */
export function isNew(name: string, known: string[]): boolean {
  const typed = name.trim().toLowerCase();
  return known.length > 0 && known.length < LISTED && typed.length >= TYPED && !known.some(one => one.toLowerCase().startsWith(typed));
}

/** As the API takes it: what was left empty is left out. */
export function tidy(one: HumanObservation): HumanObservation {
  const living = one.observationType === 'animal' || one.observationType === 'human';
  const named = one.scientificName?.trim();
  const behavior = one.behavior?.trim();
  const something = one.observationType !== 'blank';
  return {
    observationType: one.observationType,
    ...(living && named ? { scientificName: named } : {}),
    ...(something && one.count ? { count: one.count } : {}),
    ...(living && one.sex ? { sex: one.sex } : {}),
    ...(living && one.lifeStage ? { lifeStage: one.lifeStage } : {}),
    ...(something && behavior ? { behavior } : {}),
    ...(one.detectionId ? { detectionId: one.detectionId } : {}),
  };
}
