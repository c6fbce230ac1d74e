import { beforeEach, describe, expect, it, vi } from 'vitest';
import script from '../../public/sw.js?raw';

const ORIGIN = 'https://trapline.example.org';
const LINK = '/answers/cAGfYxk_-pictureOfThisAlert';

type Handler = (event: { data: { json: () => unknown }; waitUntil: (work: unknown) => void }) => void;

const handlers = new Map<string, Handler>();
const show = vi.fn();

function push(message: unknown) {
  handlers.get('push')?.({ data: { json: () => message }, waitUntil: () => {} });
  return show.mock.lastCall;
}

beforeEach(() => {
  handlers.clear();
  show.mockReset();
  const self = {
    addEventListener: (name: string, handler: Handler) => handlers.set(name, handler),
    registration: { showNotification: show },
    location: { origin: ORIGIN },
  };
  new Function('self', script)(self);
});

describe('a notification', () => {
  it('shows the alert with its picture', () => {
    expect(push({ title: 'Leopard at gate', body: '12:00', tag: 'a1', url: '/events/1', image: LINK })).toEqual([
      'Leopard at gate',
      {
        body: '12:00',
        tag: 'a1',
        image: LINK,
        silent: false,
        renotify: true,
        requireInteraction: false,
        data: { url: '/events/1' },
      },
    ]);
  });

  it('names no picture when there is none', () => {
    expect(push({ title: 'Silent', body: '', tag: '', url: '/' })?.[1]).not.toHaveProperty('image');
  });

  it.each(['https://elsewhere.example.org/a.jpg', '//elsewhere.example.org/a', '/answers/../api/me', '/api/me', `${LINK}?a=b`, 7])(
    'fetches nothing but pictures of this server by their links: %s',
    image => {
      expect(push({ title: 'x', image })?.[1]).not.toHaveProperty('image');
    },
  );

  it('opens no page of another server', () => {
    expect(push({ title: 'x', url: 'https://elsewhere.example.org/events/1' })?.[1].data).toEqual({ url: '/' });
  });

  it('is shown also when it cannot be read', () => {
    handlers.get('push')?.({
      data: {
        json: () => {
          throw new SyntaxError('no JSON');
        },
      },
      waitUntil: () => {},
    });

    expect(show.mock.lastCall?.[0]).toBe('Trapline');
  });
});
