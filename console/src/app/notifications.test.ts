import { describe, expect, it } from 'vitest';
import { bytes, isSameKey, label } from './notifications';

describe('keys of push servers', () => {
  it('are read from base64url', () => {
    expect([...bytes('-_8A')]).toEqual([251, 255, 0]);
  });

  it('are the same when every byte is', () => {
    const key = bytes('BP4z9KsN');

    expect(isSameKey(key.slice().buffer, key)).toBe(true);
    expect(isSameKey(bytes('BP4z9KsO').buffer, key)).toBe(false);
    expect(isSameKey(null, key)).toBe(false);
  });
});

describe('the name of a browser', () => {
  it('says which browser on which system', () => {
    expect(label('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox, Linux');
    expect(label('Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/139.0 Mobile Safari/537.36')).toBe('Chrome, Android');
    expect(label('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/139.0 Safari/537.36 Edg/139.0')).toBe('Edge, Windows');
    expect(label('')).toBe('Browser');
  });
});
