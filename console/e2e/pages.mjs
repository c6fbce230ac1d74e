// Opens every page of a running console in Chromium, as somebody does, and says what is wrong.
//   node e2e/pages.mjs BASE EMAIL PASSWORD FOLDER [NAME ...]
// FOLDER takes the photographs. With names, only these pages of list.mjs are looked at.
// The last line is JSON: what was looked at, what should have been, and every problem.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PAGES } from './list.mjs';
import { launch, logIn, LONGEST_WAIT_MILLIS, settled } from './session.mjs';

const [base, email, password, folder, ...names] = process.argv.slice(2);
const WIDTHS = [390, 820, 1440];
const HEIGHT = 900;
const LARGEST_SHIFT = 0.1;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const wanted = PAGES.filter(one => names.length === 0 || names.includes(one.name));

const problems = [];
const seen = [];
const browser = await launch();
try {
  for (const width of WIDTHS) {
    await walk(width, width === 820 ? 'dark' : 'light');
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify({ seen, expected: (wanted.length + 1) * WIDTHS.length, problems }));

async function walk(width, colorScheme) {
  const context = await browser.newContext({ viewport: { width, height: HEIGHT }, colorScheme, locale: 'en-GB' });
  context.setDefaultTimeout(LONGEST_WAIT_MILLIS);
  // Counts what moves without being asked, from the first paint on, and remembers what it was.
  await context.addInitScript(() => {
    window.shift = 0;
    window.shifted = [];
    new PerformanceObserver(list => list.getEntries().forEach(entry => {
      if (entry.hadRecentInput) return;
      window.shift += entry.value;
      entry.sources.forEach(source => window.shifted.push(`${source.node?.outerHTML?.slice(0, 120) ?? source.node?.textContent?.slice(0, 60)} from ${Math.round(source.previousRect.y)} to ${Math.round(source.currentRect.y)}`));
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

  await attempt(async () => {
    await page.goto(`${base}/pictures?category=animal`);
    await page.getByLabel('E-mail address').waitFor();
    await look('login');
    await logIn(page, email, password);
    await page.waitForURL('**/pictures?category=animal');
  });
  for (const one of wanted) {
    where = one.name;
    await attempt(() => open(one));
  }
  await context.close();

  /** One page that fails does not hide the others. */
  async function attempt(step) {
    try {
      await step();
    } catch (failure) {
      complain(failure instanceof Error ? failure.message : String(failure));
    }
  }

  async function open({ name, path, from, click, shown, after }) {
    await page.goto(base + (path ?? from));
    if (click) {
      await page.locator(click).first().click();
    }
    await shown(page).waitFor();
    await look(name);
    if (after) {
      await after(page);
      await page.screenshot({ path: join(folder, `${name}-after-${width}.png`) });
    }
  }

  async function look(name) {
    await settled(page);
    await page.screenshot({ path: join(folder, `${name}-${width}.png`) });
    const wide = await page.evaluate(() => {
      const screen = document.documentElement.clientWidth;
      const over = [...document.querySelectorAll('main *')].filter(one => one.getBoundingClientRect().right > screen + 1 && !one.closest('.wide-table, .leaflet-container'));
      return { by: document.documentElement.scrollWidth - screen, what: over.slice(0, 2).map(one => one.outerHTML.slice(0, 160)) };
    });
    if (wide.by > 1) complain(`${wide.by} px wider than the screen: ${wide.what.join(' | ')}`);
    const { shift, shifted } = await page.evaluate(() => ({ shift: window.shift, shifted: window.shifted }));
    if (shift > LARGEST_SHIFT) complain(`the layout shifted by ${shift.toFixed(3)}: ${shifted.slice(0, 4).join(' | ')}`);
    // The page's policy lets no script in but its own; the debugger is not held by it.
    await page.evaluate(AXE);
    const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
    for (const violation of found.violations.filter(one => ['serious', 'critical'].includes(one.impact))) {
      complain(`axe ${violation.id}: ${violation.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`);
    }
    seen.push(`${name}-${width}`);
  }
}
