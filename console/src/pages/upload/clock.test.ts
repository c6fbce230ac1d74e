import { describe, expect, it } from 'vitest';
import { shiftSeconds } from './clock';
import { chosen, wanted } from './files';

describe('the clock of a camera', () => {
  it('is behind by what must be added', () => {
    expect(shiftSeconds('2026-03-01T10:00', '2026-03-01T11:00')).toBe(3600);
  });

  it('is ahead by what must be taken away, over years', () => {
    expect(shiftSeconds('2027-01-01T00:00:30', '2026-01-01T00:00:00')).toBe(-(365 * 86_400 + 30));
  });

  it('is right while one of both is missing', () => {
    expect(shiftSeconds('', '2026-03-01T11:00')).toBe(0);
  });
});

describe('the files of a card', () => {
  it('leave out what computers leave behind', () => {
    expect(wanted('DCIM/100/A.JPG')).toBe(true);
    expect(wanted('DCIM/.Trashes/A.JPG')).toBe(false);
    expect(wanted('DCIM/Thumbs.db')).toBe(false);
    expect(wanted('__MACOSX/A.JPG')).toBe(false);
  });

  it('have no empty ones among them', () => {
    expect(chosen([new File([], 'a.jpg'), new File(['x'], 'b.jpg')]).map(one => one.path)).toEqual(['b.jpg']);
  });
});
