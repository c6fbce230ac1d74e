import { expect, test } from 'vitest';
import type { Detection, Run } from '../../api/types';
import { isNew, suggested, tidy } from './saying';

function detection(category: string, confidence: number, label?: string): Detection {
  return {
    detectionId: `${category}${confidence}`, category, sourceLabel: category, confidence, bbox: [0, 0, 1, 1], crop: '',
    classifications: label ? [{ model: 'm', modelVersion: '1', rank: 1, label, confidence: 0.9, classifiedAt: '' }] : [],
  };
}

function run(...detections: Detection[]): Run {
  return { runId: 'r', model: 'm', modelVersion: '1', ranAt: '', detections };
}

test('suggests what the models say, counted by name', () => {
  expect(suggested(run(detection('animal', 0.9, 'grey wolf, timber wolf'), detection('animal', 0.8, 'grey wolf'), detection('person', 0.7)), 0.2)).toEqual([
    { observationType: 'animal', scientificName: 'grey wolf', count: 2 },
    { observationType: 'human', count: 1 },
  ]);
});

test('suggests nothing where nothing is sure enough', () => {
  expect(suggested(run(detection('animal', 0.1)), 0.2)).toEqual([{ observationType: 'blank' }]);
  expect(suggested(undefined, 0.2)).toEqual([{ observationType: 'blank' }]);
});

test('leaves out what does not belong to the kind', () => {
  expect(tidy({ observationType: 'vehicle', scientificName: 'wolf', sex: 'male', count: 2 })).toEqual({ observationType: 'vehicle', count: 2 });
  expect(tidy({ observationType: 'blank', count: 1 })).toEqual({ observationType: 'blank' });
});

test('tells a new name from one that is being typed', () => {
  const known = ['Red deer', 'grey wolf'];
  expect(isNew('red de', known)).toBe(false);
  expect(isNew(' Grey Wolf ', known)).toBe(false);
  expect(isNew('gray wolf', known)).toBe(true);
  expect(isNew('gr', known)).toBe(false);
  expect(isNew('lynx', [])).toBe(false);
  expect(isNew('lynx', Array.from({ length: 500 }, (_, number) => `bird ${number}`))).toBe(false);
});
