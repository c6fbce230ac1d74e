import { expect, test } from 'vitest';
import type { Detection, Run } from '../../api/types';
import { drawn } from './boxes';

function detection(category: string, confidence: number, label?: string): Detection {
  return {
    detectionId: `${category}${confidence}`, category, sourceLabel: category, confidence, bbox: [0, 0, 0.5, 0.5], crop: '',
    classifications: label ? [{ model: 'm', modelVersion: '1', rank: 1, label, confidence: 0.7, classifiedAt: '' }] : [],
  };
}

test('boxes at the threshold are drawn, the surest on top, under their best name', () => {
  const run = { detections: [detection('animal', 0.9, 'timber wolf, grey wolf'), detection('person', 0.3), detection('animal', 0.1)] } as Run;

  expect(drawn(run, 0.3).map(one => one.label)).toEqual(['person', 'timber wolf']);
  expect(drawn(undefined, 0)).toEqual([]);
});
