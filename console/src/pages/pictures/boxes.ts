import type { Box, Detection, Run } from '../../api/types';
import { name } from '../../parts/seen';

/** Colours that stay apart for people who see few of them; the label says the rest. */
const COLORS: Record<string, string> = { animal: '#ffd43b', person: '#ff8787', vehicle: '#74c0fc' };

export interface Drawn {
  detectionId: string;
  box: Box;
  color: string;
  label: string;
  confidence: number;
}

/** Boxes at or above the threshold, the surest last, so that it lies on top. */
export function drawn(run: Run | undefined, threshold: number): Drawn[] {
  return (run?.detections ?? [])
    .filter(one => one.confidence >= threshold)
    .sort((a, b) => a.confidence - b.confidence)
    .map(one => ({
      detectionId: one.detectionId,
      box: one.bbox,
      color: COLORS[one.category] ?? '#b197fc',
      label: name(best(one)),
      confidence: best(one).confidence,
    }));
}

/** The name the classifier is surest of, else the detector's category. */
export function best(detection: Detection): { label?: string; category: string; confidence: number } {
  const label = detection.classifications.find(one => one.rank === 1);
  return { category: detection.category, label: label?.label, confidence: label?.confidence ?? detection.confidence };
}
