// Shows alerts as notifications while no page of the console is open, and opens the event that one is about.
// What arrives was encrypted for this browser alone; nothing is kept. Browsers that show pictures in notifications
// fetch the one that is named, from this server.

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));

self.addEventListener('push', event => {
  const alert = read(event.data);
  event.waitUntil(
    self.registration.showNotification(alert.title, {
      body: alert.body,
      tag: alert.tag,
      ...(alert.image === '' ? {} : { image: alert.image }),
      silent: alert.silent,
      renotify: alert.tag !== '' && !alert.silent,
      requireInteraction: alert.stays,
      data: { url: alert.url },
    }),
  );
});

self.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.url ?? '/'));
});

// Every push must be shown, also one that cannot be read: browsers take the right away otherwise.
function read(data) {
  let alert = {};
  try {
    alert = data?.json() ?? {};
  } catch {
    alert = {};
  }
  const text = value => (typeof value === 'string' ? value : '');
  return {
    title: text(alert.title) || 'Trapline',
    body: text(alert.body),
    tag: text(alert.tag),
    url: inside(text(alert.url)),
    image: picture(text(alert.image)),
    silent: alert.silent === true,
    stays: alert.stays === true,
  };
}

// Only pages of this server are opened, whatever the message says.
function inside(url) {
  const address = new URL(url || '/', self.location.origin);
  return address.origin === self.location.origin ? address.pathname + address.search : '/';
}

// Only pictures of this server, by their signed links.
function picture(link) {
  return /^\/answers\/[\w-]+$/.test(link) ? link : '';
}

async function open(url) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find(one => new URL(one.url).pathname === url) ?? pages[0];
  if (!page) {
    return self.clients.openWindow(url);
  }
  await page.focus();
  return new URL(page.url).pathname === url ? page : page.navigate(url);
}
