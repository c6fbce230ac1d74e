// Opens every page of a running console in Chromium, as somebody does, and says what is wrong.
//   node e2e/pages.mjs BASE EMAIL PASSWORD FOLDER
// FOLDER takes the photographs. The last line is JSON: what was looked at, and every problem.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base, email, password, folder] = process.argv.slice(2);
const WIDTHS = [390, 820, 1440];
const HEIGHT = 900;
const LARGEST_SHIFT = 0.1;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const problems = [];
const seen = [];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  for (const width of WIDTHS) {
    try {
      await walk(width, width === 820 ? 'dark' : 'light');
    } catch (failure) {
      problems.push(`${width} px: ${failure instanceof Error ? failure.message : failure}`);
    }
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify({ seen, problems }));

async function walk(width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: HEIGHT }, colorScheme, locale: 'en-GB' });
  // Counts what moves without being asked, from the first paint on.
  await context.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => {
      if (!entry.hadRecentInput) window.shift += entry.value;
    })).observe({ type: 'layout-shift', buffered: true });
  });
  const page = await context.newPage();
  let where = 'login';
  const complain = text => problems.push(`${width} px, ${where}: ${text}`);
  page.on('console', message => {
    // Nobody is logged in yet, and that is what the console asks first.
    const expected = where === 'login' && message.text().includes('401');
    if ((message.type() === 'error' || message.type() === 'warning') && !expected) complain(message.text());
  });
  page.on('pageerror', failure => complain(String(failure)));
  page.on('response', answer => {
    if (answer.status() >= 400 && !(where === 'login' && answer.status() === 401)) complain(`${answer.status()} ${answer.url()}`);
  });

  await page.goto(`${base}/pictures?category=animal`);
  await page.getByLabel('E-mail address').waitFor();
  await look('login');
  await page.getByLabel('E-mail address').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.waitForURL('**/pictures?category=animal');

  await open('now', '/', page.getByRole('heading', { name: 'Newest pictures' }));
  await open('pictures', '/pictures', page.locator('.gallery-row a').first());
  where = 'picture';
  const first = page.locator('.gallery-row a').first();
  await first.click();
  await page.getByRole('heading', { name: 'Its story' }).waitFor();
  await page.locator('.stage img').last().evaluate(image => image.decode().catch(() => undefined));
  await look('picture');
  const before = page.url();
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(url => url.href !== before && url.pathname.startsWith('/pictures/'));
  await page.getByRole('heading', { name: 'Its story' }).waitFor();
  await page.keyboard.press('Escape');
  await page.waitForURL('**/pictures');
  await open('events', '/events', page.getByRole('heading', { name: 'Events' }));
  where = 'event';
  await page.locator('main a[href^="/events/"]').first().click();
  await page.getByRole('heading', { name: 'Alerts and who was told' }).waitFor();
  await look('event');
  await open('deliveries', '/deliveries', page.getByRole('heading', { name: 'Deliveries' }));
  await open('cameras', '/cameras', page.getByRole('table'));
  where = 'camera';
  await page.locator('main a[href^="/cameras/"]').first().click();
  await page.getByRole('heading', { name: 'What is known' }).waitFor();
  await look('camera');
  await open('quarantine', '/repair', page.getByRole('tab', { name: 'Quarantine' }));
  await open('jobs', '/repair?tab=jobs', page.getByRole('tab', { name: 'Failed jobs' }));
  await open('configuration', '/configuration', page.getByRole('heading', { name: 'What waits' }));
  await open('members', '/admin', page.getByRole('tab', { name: 'People of a project' }));
  await open('keys', '/admin?tab=keys', page.getByRole('button', { name: 'Make a key' }));
  await open('accounts', '/admin?tab=accounts', page.getByRole('button', { name: 'Make the project' }));
  await open('nothing', '/no-such-page', page.getByRole('heading', { name: 'There is nothing here' }));
  await context.close();

  async function open(name, path, shown) {
    where = name;
    await page.goto(base + path);
    await shown.waitFor();
    await look(name);
  }

  async function look(name) {
    await page.waitForFunction(() => !document.querySelector('[role="status"]') && [...document.images].every(image => image.complete || image.loading === 'lazy'));
    await page.screenshot({ path: join(folder, `${name}-${width}.png`) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 1) complain(`${wide} px wider than the screen`);
    const shift = await page.evaluate(() => window.shift);
    if (shift > LARGEST_SHIFT) complain(`the layout shifted by ${shift.toFixed(3)}`);
    // The page's policy lets no script in but its own; the debugger is not held by it.
    await page.evaluate(AXE);
    const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
    for (const violation of found.violations.filter(one => ['serious', 'critical'].includes(one.impact))) {
      complain(`axe ${violation.id}: ${violation.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`);
    }
    seen.push(`${name}-${width}`);
  }
}
