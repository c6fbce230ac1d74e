// Opens every page of a console whose names, notes, tags, files and YAML hold scripts, and says what ran.
//   node e2e/hostile.mjs BASE EMAIL PASSWORD FOLDER
// Whatever is planted asks for planted-img or planted-script, or calls canary(...), and names itself "planted". The last line is
// JSON: what ran or was let into the page, what went wrong, and on which pages planted words were shown as text.
import { join } from 'node:path';
import { PAGES } from './list.mjs';
import { launch, logIn, LONGEST_WAIT_MILLIS, settled } from './session.mjs';

const [base, email, password, folder] = process.argv.slice(2);
const PLANTED = `<img src=/planted-img onerror="canary('reflected')"><script src=/planted-script></script>`;
// Servers take no encoded slash in a path.
const IN_PATH = encodeURIComponent(`planted <img src=planted-img onerror=canary('path')>`);
const REFLECTED = [
  `/pictures?label=${encodeURIComponent(PLANTED)}&tag=${encodeURIComponent(PLANTED)}`,
  `/pictures/${IN_PATH}`,
  `/cameras?text=${encodeURIComponent(PLANTED)}`,
  `/insights?species=${encodeURIComponent(PLANTED)}&compare=${encodeURIComponent(PLANTED)}`,
  `/rules/${IN_PATH}`,
  `/configuration?file=${encodeURIComponent(PLANTED)}`,
  `/flows?route=${encodeURIComponent(PLANTED)}`,
  '/flows?route=planted.wait',
  '/rules/planted',
  `/join?code=${encodeURIComponent(PLANTED)}`,
  `/${IN_PATH}`,
  `/#${PLANTED}`,
];

const ran = [];
const problems = [];
const shown = [];
let where = 'login';
const browser = await launch();
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  context.setDefaultTimeout(LONGEST_WAIT_MILLIS);
  await context.exposeFunction('canary', word => ran.push(`${where}: canary ${word}`));
  await context.exposeFunction('violated', what => ran.push(`${where}: the policy stopped ${what}`));
  await context.addInitScript(() => document.addEventListener('securitypolicyviolation', event => window.violated(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`)));
  context.on('request', request => ['image', 'script'].includes(request.resourceType()) && /\/planted-(img|script)$/.test(new URL(request.url()).pathname) && ran.push(`${where}: asked for ${request.url()}`));
  const page = await context.newPage();
  page.on('dialog', dialog => { ran.push(`${where}: a dialog`); void dialog.dismiss(); });
  page.on('pageerror', failure => problems.push(`${where}: ${failure}`));
  // A stranger is led back to where they wanted to go, but never by a script.
  await page.goto(`${base}/login?next=${encodeURIComponent("javascript:canary('next')")}`);
  await logIn(page, email, password);
  await page.waitForURL(url => url.pathname !== '/login');

  for (const one of PAGES) {
    where = one.name;
    try {
      await page.goto(base + (one.path ?? one.from));
      if (one.click) {
        await page.locator(one.click).first().click();
      }
      await one.shown(page).waitFor();
      await look(page);
    } catch (failure) {
      problems.push(`${where}: ${failure instanceof Error ? failure.message : failure}`);
    }
  }
  for (const address of REFLECTED) {
    where = address;
    try {
      await page.goto(base + address);
      await page.locator('main, form').first().waitFor();
      await look(page);
    } catch (failure) {
      problems.push(`${where}: ${failure instanceof Error ? failure.message : failure}`);
    }
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify({ ran, problems, shown }));

/** Opens what is folded, points at what has tips, and looks for what should be text and is not. */
async function look(page) {
  await settled(page);
  for (const folded of await page.locator('main [aria-expanded="false"]:not([aria-haspopup])').elementHandles()) {
    await folded.click();
  }
  for (const circle of (await page.locator('.leaflet-interactive').all()).slice(0, 5)) {
    await circle.hover({ force: true });
  }
  const found = await page.evaluate(() => ({
    elements: [...document.querySelectorAll('img, script, iframe, object, embed, svg, a, form, style, base, meta, link')].filter(one => /planted|canary/.test(`${one.getAttribute('src')} ${one.getAttribute('onerror')} ${one.getAttribute('onload')}`) || /^\s*javascript:/i.test(one.getAttribute('href') ?? one.getAttribute('action') ?? '')).map(one => one.outerHTML.slice(0, 200)),
    text: `${document.body.innerText} ${[...document.querySelectorAll('input, textarea')].map(one => one.value).join(' ')}`,
  }));
  found.elements.forEach(one => ran.push(`${where}: in the page stands ${one}`));
  if (found.text.includes('planted')) {
    shown.push(where);
  }
  await page.screenshot({ path: join(folder, `hostile-${where.replaceAll(/[^a-z-]/g, '').slice(0, 30)}.png`) });
}
