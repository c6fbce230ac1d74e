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
  { name: 'pictures', path: '/pictures', shown: page => page.locator('.gallery-row a').first() },
  { name: 'picture', from: '/pictures', click: '.gallery-row a', shown: heading('Its story'), after: walkOnAndBack },
  { name: 'events', path: '/events', shown: heading('Events') },
  { name: 'event', from: '/events', click: 'main a[href^="/events/"]', shown: heading('Alerts and who was told') },
  { name: 'deliveries', path: '/deliveries', shown: heading('Deliveries') },
  { name: 'cameras', path: '/cameras', shown: page => page.getByRole('table') },
  { name: 'camera', from: '/cameras', click: 'main table a[href^="/cameras/"]', shown: heading('What is known') },
  { name: 'cameras-map', path: '/cameras?view=map', shown: page => page.locator('.leaflet-container, main p').first() },
  { name: 'profiles', path: '/cameras/profiles', shown: heading('Try a file name'), after: tryAFileName },
  { name: 'map', path: '/map?from=2012-01-01&minConfidence=0.2', shown: page => page.locator('.leaflet-container, h2:has-text("No camera has a position")').first() },
  { name: 'insights', path: '/insights?from=2012-01-01&minConfidence=0.2', shown: heading('Effort and gaps') },
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
  { name: 'upload', path: '/upload', shown: button('Go on to the files') },
  { name: 'forgotten', path: '/forgotten', shown: button('Send the link') },
  { name: 'nothing', path: '/no-such-page', shown: heading('There is nothing here') },
];

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

/** A file name is explained by the profiles that travel with the program. */
async function tryAFileName(page) {
  await page.getByRole('button', { name: 'Try' }).click();
  await page.getByText('this one counts').waitFor();
}
