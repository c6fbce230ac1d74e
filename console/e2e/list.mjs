import { readFileSync } from 'node:fs';

// The pages that are looked at, in this order. A new page is one line here:
//   name   of its photographs
//   path   to open; or `from`, the page to begin on, and `click`, what leads on from there
//   shown  what must be there before it is looked at
//   after  what to do with it once it was looked at; optional
const heading = name => page => page.getByRole('heading', { name, exact: true });
const tab = name => page => page.getByRole('tab', { name });
const button = name => page => page.getByRole('button', { name });

export const PAGES = [
  { name: 'now', path: '/', shown: heading('Newest pictures') },
  { name: 'pictures', path: '/pictures', shown: page => page.locator('.gallery-row a').first(), after: pointAtABurst },
  { name: 'picture', from: '/pictures', click: '.gallery-row a', shown: heading('Its story'), after: walkOnAndBack },
  { name: 'events', path: '/events', shown: heading('Events') },
  { name: 'event', from: '/events', click: 'main a[href^="/events/"]', shown: heading('Alerts and who was told'), after: playAndSplit },
  { name: 'deliveries', path: '/deliveries', shown: heading('Deliveries') },
  { name: 'cameras', path: '/cameras', shown: page => page.getByRole('table') },
  { name: 'camera', from: '/cameras', click: 'main table a[href^="/cameras/"]', shown: heading('What is known') },
  { name: 'cameras-map', path: '/cameras?view=map', shown: page => page.locator('.leaflet-container, main p').first() },
  { name: 'profiles', path: '/cameras/profiles', shown: heading('Try a file name'), after: tryAFileName },
  { name: 'map', path: '/map?from=2012-01-01&minConfidence=0.2', shown: page => page.locator('.leaflet-container, h2:has-text("No camera has a position")').first(), after: showTheTracks },
  { name: 'insights', path: '/insights?from=2012-01-01&minConfidence=0.2', shown: heading('Effort and gaps'), after: saveTheFirstChart },
  { name: 'quarantine', path: '/repair', shown: tab('Quarantine') },
  { name: 'jobs', path: '/repair?tab=jobs', shown: tab('Failed jobs') },
  { name: 'rules', path: '/rules', shown: tab('Rules') },
  { name: 'rule', path: '/rules/new', shown: button('Try on the last 7 days') },
  { name: 'channels', path: '/rules?tab=channels', shown: page => button('Check it')(page).first() },
  { name: 'dead-letters', path: '/rules?tab=dead', shown: tab('Not delivered') },
  { name: 'flows', path: '/flows?route=detection.detect', shown: heading('detection.detect') },
  { name: 'files', path: '/configuration?tab=files', shown: button('Begin') },
  { name: 'file', path: '/configuration?file=channels.yaml', shown: button('Check') },
  { name: 'history', path: '/configuration?tab=history', shown: tab('History') },
  { name: 'health', path: '/installation', shown: page => page.getByText('It answers.') },
  { name: 'disk', path: '/installation?tab=disk', shown: page => page.getByRole('progressbar') },
  { name: 'models', path: '/installation?tab=models', shown: page => page.getByText('./trapline models') },
  { name: 'log', path: '/installation?tab=log', shown: tab('Log') },
  { name: 'backups', path: '/installation?tab=backups', shown: page => page.getByText('./trapline backup FOLDER') },
  { name: 'about', path: '/installation?tab=about', shown: page => page.getByRole('rowheader', { name: 'Licence' }) },
  { name: 'configuration', path: '/configuration', shown: heading('What waits') },
  { name: 'members', path: '/admin', shown: tab('People of a project') },
  { name: 'keys', path: '/admin?tab=keys', shown: button('Make a key') },
  { name: 'accounts', path: '/admin?tab=accounts', shown: button('Make the project') },
  { name: 'privacy', path: '/admin?tab=privacy', shown: tab('Privacy') },
  { name: 'retention', path: '/admin?tab=retention', shown: button('Add a rule') },
  { name: 'trail', path: '/admin?tab=trail', shown: tab('Changes') },
  { name: 'exports', path: '/exports', shown: button('Make the export') },
  { name: 'upload', path: '/upload', shown: button('Go on to the files'), after: dropAFolder },
  { name: 'forgotten', path: '/forgotten', shown: button('Send the link') },
  { name: 'nothing', path: '/no-such-page', shown: heading('There is nothing here') },
];

/** The pictures of a burst are shown one after the other while somebody points at one of them, and no longer. */
async function pointAtABurst(page) {
  const captureId = await page.evaluate(async () => {
    for (const link of document.querySelectorAll('.gallery-row a')) {
      const id = new URL(link.href).pathname.split('/').at(-1);
      if ((await (await fetch(`/api/captures/${id}/burst`)).json()).length > 1) return id;
    }
    throw new Error('no picture in sight belongs to a burst');
  });
  const card = page.locator(`.gallery-row a[href*="${captureId}"]`);
  await card.hover();
  await card.locator('.burst').getByText(/^2 \/ \d+$/).waitFor();
  await page.mouse.move(0, 0);
  await card.locator('.burst').waitFor({ state: 'detached' });
}

/** A picture is verified with one key, which leads to the next; the keys lead on, and out again. */
async function walkOnAndBack(page) {
  await walk(page, 'y');
  await walk(page, 'ArrowRight');
  await page.keyboard.press('Escape');
  await page.waitForURL('**/pictures');
}

/** Presses a key that leads to the next picture, and waits until that is what is shown. */
async function walk(page, key) {
  const before = page.url();
  await page.locator('button[aria-label="Older picture"]:not([disabled])').waitFor();
  await page.keyboard.press(key);
  await page.waitForURL(url => url.href !== before && url.pathname.startsWith('/pictures/'));
  // The address changes before the page does.
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await page.locator(`.stage img[src*="${id}"]`).first().waitFor({ state: 'attached' });
}

/** The pictures of the largest event run, and one of them is said to be another event. */
async function playAndSplit(page) {
  const largest = await page.evaluate(async () => {
    const { items } = await (await fetch('/api/events?limit=100')).json();
    return items.sort((one, other) => other.captures - one.captures)[0].eventId;
  });
  await page.goto(new URL(`/events/${largest}`, page.url()).href);
  await page.getByRole('heading', { name: 'As it happened' }).waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.getByText(/^Picture 2 of \d+ · /).waitFor();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('button', { name: 'Choose pictures' }).click();
  await page.locator('.select-box input').first().check();
  await page.getByRole('button', { name: 'Take out into an event of their own' }).click();
  await page.waitForURL(url => url.pathname.startsWith('/events/') && !url.pathname.endsWith(largest));
  await page.getByRole('heading', { name: '1 picture', exact: true }).waitFor();
}

/** The ways that cameras went are drawn once they are asked for. */
async function showTheTracks(page) {
  await page.getByRole('switch', { name: 'Moves of cameras' }).click();
  await page.locator('.leaflet-container path[stroke-dasharray]').first().waitFor({ state: 'attached' });
}

/** A chart is saved as a picture and as a table that hold something. */
async function saveTheFirstChart(page) {
  const png = await saved(page, /^Download as PNG/);
  if (!png.subarray(1, 4).equals(Buffer.from('PNG'))) throw new Error('what was saved as PNG is none');
  const csv = await saved(page, /^Download as CSV/);
  if (csv.toString('utf8').trim().split('\n').length < 2) throw new Error('the table that was saved is empty');
}

async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).first().click()]);
  return readFileSync(await download.path());
}

/** A folder is dropped as a person drops it; what the server has already is not sent again. */
async function dropAFolder(page) {
  await page.getByLabel('Camera').first().click();
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Go on to the files' }).click();
  const zone = page.locator('.drop-zone');
  await zone.waitFor();
  const { x, y, width, height } = await zone.boundingBox();
  const at = { x: x + width / 2, y: y + height / 2, data: { items: [], files: [process.env.DROPPED], dragOperationsMask: 1 } };
  const devtools = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await devtools.send('Input.dispatchDragEvent', { type, ...at });
  }
  await page.getByText('All files are there.').waitFor();
}

/** A file name is explained by the profiles that travel with the program. */
async function tryAFileName(page) {
  await page.getByRole('button', { name: 'Try' }).click();
  await page.getByText('this one counts').waitFor();
}
