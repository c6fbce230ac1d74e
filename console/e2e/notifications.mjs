// Hands messages to the script that shows notifications, in Chromium, and says what it shows.
//   node e2e/notifications.mjs
// Ends with 1 when something else is shown than should be. Needs no server: it serves the script itself, under
// the policies of the real one.
import { deepStrictEqual } from 'node:assert';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

const SCRIPT = readFileSync(new URL('../public/sw.js', import.meta.url));
const LONGEST_MILLIS = 60_000;
const PAGE_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'";

const server = createServer((request, answer) => {
  const isScript = request.url === '/sw.js';
  answer.writeHead(200, {
    'Content-Type': isScript ? 'text/javascript;charset=UTF-8' : 'text/html;charset=UTF-8',
    'Content-Security-Policy': isScript ? "default-src 'none'" : PAGE_POLICY,
  });
  answer.end(isScript ? SCRIPT : '<!doctype html><title>Console</title>');
}).listen(0, '127.0.0.1');
await once(server, 'listening');
const origin = `http://localhost:${server.address().port}`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const context = await browser.newContext();
  await context.grantPermissions(['notifications'], { origin });
  const page = await context.newPage();
  await page.goto(origin);
  const devtools = await context.newCDPSession(page);
  const registered = new Promise(resolve => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', update => update.registrations.filter(one => !one.isDeleted).forEach(one => resolve(one.registrationId)));
  });
  await devtools.send('ServiceWorker.enable');
  await page.evaluate(() => navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready).then(() => true));
  const registrationId = await registered;

  await shows(
    { title: 'Leopard at North, 07:12', body: '2 pictures so far', tag: 'a1', url: '/events/123', silent: false, stays: true },
    ['Leopard at North, 07:12', '2 pictures so far', 'a1', '/events/123', false, true],
  );
  await shows({ title: 'Over', tag: 'a1', url: '/events/123', silent: true }, ['Over', '', 'a1', '/events/123', true, false]);
  await shows({ title: 'Elsewhere', tag: 'a2', url: 'https://example.org/events/1' }, ['Elsewhere', '', 'a2', '/', false, false]);
  await shows('no JSON at all', ['Trapline', '', '', '/', false, false]);

  async function shows(message, wanted) {
    const data = typeof message === 'string' ? message : JSON.stringify(message);
    await devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
    const shown = await page.evaluate(async ([title, longest]) => {
      const registration = await navigator.serviceWorker.ready;
      while (performance.now() < longest) {
        const one = (await registration.getNotifications()).find(each => each.title === title);
        if (one) {
          return [one.title, one.body, one.tag, one.data.url, one.silent, one.requireInteraction];
        }
        await new Promise(resolve => requestAnimationFrame(resolve));
      }
      return `nothing called ${title}`;
    }, [wanted[0], LONGEST_MILLIS]);
    deepStrictEqual(shown, wanted);
    console.log(`shown: ${wanted[0]}`);
  }
} finally {
  await browser.close();
  server.close();
}
