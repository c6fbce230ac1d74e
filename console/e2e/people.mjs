// Looks behind what is concealed as an admin, and edits the configuration as somebody who may do only that.
//   node e2e/people.mjs BASE EMAIL PASSWORD FOLDER CAPTURE EDITOR
// CAPTURE may show people, and its project conceals them. EDITOR is the address of an editor of the configuration
// with the same password. The last line is JSON: what was done, and every problem.
import { strictEqual } from 'node:assert';
import { join } from 'node:path';
import { launch, logIn, LONGEST_WAIT_MILLIS, settled } from './session.mjs';

const [base, email, password, folder, capture, editor] = process.argv.slice(2);
const done = [];
const problems = [];
const browser = await launch();
try {
  await as(email, unveil);
  await as(editor, edit);
} finally {
  await browser.close();
}
console.log(JSON.stringify({ done, problems }));

async function as(who, what) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  context.setDefaultTimeout(LONGEST_WAIT_MILLIS);
  const page = await context.newPage();
  page.on('pageerror', failure => problems.push(`${what.name}: ${failure}`));
  page.on('response', answer => answer.status() >= 400 && answer.status() !== 401 && problems.push(`${what.name}: ${answer.status()} ${answer.url()}`));
  try {
    await page.goto(`${base}/login`);
    await logIn(page, who, password);
    await page.waitForURL(url => url.pathname === '/');
    await what(page);
    done.push(what.name);
  } catch (failure) {
    problems.push(`${what.name}: ${failure instanceof Error ? failure.message : failure}`);
  }
  await context.close();
}

async function unveil(page) {
  await page.goto(`${base}/pictures/${capture}`);
  const picture = page.locator('.stage .picture img').last();
  const concealed = await bytes(page, picture);
  await page.screenshot({ path: join(folder, 'concealed-1440.png') });
  await page.getByRole('button', { name: 'Show it as it is' }).click();
  await page.locator('.stage img[src$="unveil=true"]').first().waitFor({ state: 'attached' });
  const shown = await bytes(page, picture);
  strictEqual(shown === concealed, false, 'what is shown as it is must not be what was concealed');
  await page.screenshot({ path: join(folder, 'unveiled-1440.png') });
  await page.getByRole('button', { name: 'Conceal it again' }).click();
  strictEqual(await bytes(page, picture), concealed);
}

async function edit(page) {
  const menu = page.getByRole('navigation');
  await menu.getByRole('link', { name: 'Configuration' }).click();
  await page.getByRole('heading', { name: 'Configuration' }).waitFor();
  await settled(page);
  await page.screenshot({ path: join(folder, 'editor-1440.png') });
  strictEqual(await page.getByRole('link', { name: 'Hawtio' }).count(), 0, 'an editor gets no link to Hawtio');
  await page.getByRole('tab', { name: 'Files' }).click();
  await page.getByText('rules.yaml').first().click();
  await page.getByRole('button', { name: 'Check' }).waitFor();
  await menu.getByRole('link', { name: 'Flows' }).click();
  await page.getByRole('heading', { name: 'detection', exact: true }).waitFor();
  strictEqual(await menu.getByRole('link', { name: 'Installation' }).count(), 0, 'an editor is no server admin');
}

/** The length of what a picture was made from, once it is shown. */
async function bytes(page, picture) {
  await picture.evaluate(image => image.decode());
  const source = await picture.getAttribute('src');
  return page.evaluate(async path => (await (await fetch(path, { cache: 'no-store' })).arrayBuffer()).byteLength, source);
}
