// Measures the gallery in Chromium: how long the first thumbnails take, how evenly it scrolls, whether memory grows.
//   TRAPLINE_ADMIN_PASSWORD=... node e2e/gallery.mjs BASE EMAIL [CAPTURES]
// CAPTURES is how far it scrolls. For each 2,000 captures it turns a wheel steadily and then flings; frames are
// counted by requestAnimationFrame, work on the page's own thread by the browser's counters.
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { launch, logIn, LONGEST_WAIT_MILLIS } from './session.mjs';

const [base, email, far = '20000'] = process.argv.slice(2);
const password = process.env.TRAPLINE_ADMIN_PASSWORD;
const STRETCH_CAPTURES = 2000;
/** A wheel that is turned without haste, and a finger that throws the page: pixels, and milliseconds between. */
const STEADY = { pixels: 40, millis: 16, share: 0.4 };
const FLING = { pixels: 1200, millis: 100, turns: 8, rest: 600 };
const FRAME_MILLIS = 1000 / 60;
/** Clocks are not exact: a frame counts as late from here on. */
const LATE_MILLIS = FRAME_MILLIS + 1;
const TIMES = 5;

const browser = await launch();
try {
  const session = await loggedIn();
  await firstThumbnails('first thumbnails, nothing in the browser\'s cache', times(() => anew(session)));
  await firstThumbnails('first thumbnails, opened again', again(session));
  await scrolled(await newPage(session));
  await firstThumbnails('first thumbnails, nothing in the browser\'s cache, now that the server has run for a while', times(() => anew(session)));
} finally {
  await browser.close();
}

async function newPage(storageState) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...(storageState ? { storageState } : {}) });
  context.setDefaultTimeout(LONGEST_WAIT_MILLIS);
  await context.addInitScript(watch);
  return context.newPage();
}

async function loggedIn() {
  const page = await newPage();
  await page.goto(`${base}/login`);
  await logIn(page, email, password);
  await page.waitForURL(url => url.pathname === '/');
  const state = await page.context().storageState();
  await page.context().close();
  return state;
}

/** Runs in the page before anything of its own: counts frames and long tasks, and sees when thumbnails are painted. */
function watch() {
  const seen = { frames: [], longTasks: [], shift: 0, first: 0, all: 0 };
  window.measured = seen;
  new PerformanceObserver(list => list.getEntries().forEach(entry => seen.longTasks.push(entry.duration))).observe({ type: 'longtask' });
  new PerformanceObserver(list => list.getEntries().forEach(entry => !entry.hadRecentInput && (seen.shift += entry.value))).observe({ type: 'layout-shift' });
  let last = performance.now();
  const frame = now => {
    seen.frames.push(now - last);
    last = now;
    if (seen.all === 0) look();
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);

  const inView = element => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  window.thumbnails = () => {
    const places = [...document.querySelectorAll('.gallery-row > *')].filter(inView);
    const done = places.filter(place => {
      const image = place.querySelector('.thumb img');
      return image ? image.complete && image.naturalWidth > 0 : place.querySelector('.no-picture');
    });
    return { places, done };
  };
  function look() {
    const { places, done } = window.thumbnails();
    if (done.length === 0) return;
    // What is decoded now stands on the screen with the frame after the next one begins.
    const painted = name => Promise.all(done.map(place => place.querySelector('img')?.decode())).then(() => requestAnimationFrame(() => requestAnimationFrame(now => (seen[name] ||= now))));
    if (seen.first === 0) void painted('first');
    if (done.length === places.length) void painted('all');
  }
}

async function opened(page) {
  await page.goto(`${base}/pictures`, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.measured?.all > 0);
  return page.evaluate(() => ({ first: window.measured.first, all: window.measured.all, shift: window.measured.shift, fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0 }));
}

/** With an empty cache. */
async function anew(session) {
  const page = await newPage(session);
  const seen = await opened(page);
  await page.context().close();
  return seen;
}

/** In one page, which has been there before. */
async function* again(session) {
  const page = await newPage(session);
  await opened(page);
  yield* times(() => opened(page));
  await page.context().close();
}

async function* times(measure) {
  for (let time = 0; time < TIMES; time++) yield await measure();
}

async function firstThumbnails(what, tries) {
  const all = [];
  for await (const one of tries) all.push(one);
  const line = name => all.map(one => Math.round(one[name])).join(', ');
  console.log(`${what} (${TIMES} times, ms since the navigation began)`);
  console.log(`  first words ${line('fcp')}; first thumbnail ${line('first')}; all in view ${line('all')}; largest layout shift ${Math.max(...all.map(one => one.shift)).toFixed(3)}`);
}

async function scrolled(page) {
  await opened(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Performance.enable');
  await page.mouse.move(800, 500);
  console.log(`scrolling through ${far} captures`);
  await memory(page, devtools, 'before');
  const total = { steady: none(), fling: none() };
  while (await place(page) < Number(far)) {
    const from = await place(page);
    const reached = part => place(page).then(now => now >= from + part * STRETCH_CAPTURES || now >= Number(far));
    await during(page, devtools, total.steady, async () => {
      while (!(await reached(STEADY.share))) {
        for (let turn = 0; turn < 30; turn++) await wheel(page, STEADY);
      }
    });
    await during(page, devtools, total.fling, async () => {
      while (!(await reached(1))) {
        for (let turn = 0; turn < FLING.turns; turn++) await wheel(page, FLING);
        const rested = performance.now();
        await complete(page);
        total.fling.rests.push(performance.now() - rested);
        await pause(FLING.rest);
      }
    });
    await memory(page, devtools, `at ${await place(page)}`);
  }
  await devtools.send('Memory.simulatePressureNotification', { level: 'critical' });
  await memory(page, devtools, 'asked to let go of what it need not keep');
  report('steadily, 40 px every 16 ms', total.steady);
  report('flung, 9,600 px in 0.8 s', total.fling);
  const filtered = performance.now();
  await page.goto(`${base}/pictures?category=animal`, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.measured?.all > 0);
  console.log(`to a filter: all thumbnails in view after ${Math.round(performance.now() - filtered)} ms`);
  const back = performance.now();
  await page.goBack({ waitUntil: 'commit' });
  await page.waitForFunction(() => window.measured?.all > 0);
  console.log(`and back: ${Math.round(performance.now() - back)} ms`);
  await memory(page, devtools, 'after');
}

function none() {
  return { frames: [], longTasks: [], rests: [], script: 0, style: 0, layout: 0, task: 0, seconds: 0 };
}

/** Turns the wheel once, and keeps the pace. */
async function wheel(page, { pixels, millis }) {
  const turned = performance.now();
  await page.mouse.wheel(0, pixels);
  await pause(Math.max(0, millis - (performance.now() - turned)));
}

/** Adds up what happened on the page meanwhile. */
async function during(page, devtools, sum, work) {
  await page.evaluate(() => Object.assign(window.measured, { frames: [], longTasks: [] }));
  const before = await counters(devtools);
  const began = performance.now();
  await work();
  sum.seconds += (performance.now() - began) / 1000;
  const after = await counters(devtools);
  const { frames, longTasks } = await page.evaluate(() => window.measured);
  sum.frames.push(...frames);
  sum.longTasks.push(...longTasks);
  for (const [name, counter] of Object.entries({ script: 'ScriptDuration', style: 'RecalcStyleDuration', layout: 'LayoutDuration', task: 'TaskDuration' })) {
    sum[name] += (after[counter] - before[counter]) * 1000;
  }
}

async function counters(devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}

/** Index of the first capture in sight, about. */
function place(page) {
  return page.evaluate(() => {
    const rows = [...document.querySelectorAll('.gallery-row')];
    const row = rows.find(one => one.getBoundingClientRect().bottom > 0);
    if (!row) return 0;
    const { height } = row.getBoundingClientRect();
    const list = row.parentElement.getBoundingClientRect();
    const gap = rows.length > 1 ? rows[1].getBoundingClientRect().top - rows[0].getBoundingClientRect().top : height;
    return Math.round(-list.top / gap) * Number(row.style.getPropertyValue('--columns'));
  });
}

/** Waits until every thumbnail in view is there. */
function complete(page) {
  return page.waitForFunction(() => {
    const { places, done } = window.thumbnails();
    return places.length > 0 && places.length === done.length;
  });
}

async function memory(page, devtools, when) {
  await pause(1000);
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize, Nodes, JSEventListeners } = await counters(devtools);
  console.log(`  ${when}: JavaScript heap ${(JSHeapUsedSize / 1e6).toFixed(1)} MB, ${Nodes} nodes, ${JSEventListeners} listeners${await ofProcess(page)}`);
}

/** What the page's own process holds for itself, pictures included; known on Linux only. */
async function ofProcess(page) {
  const devtools = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  const held = processInfo.filter(one => one.type === 'renderer').map(({ id }) => `/proc/${id}/smaps_rollup`).filter(existsSync)
    .map(file => readFileSync(file, 'utf8')).map(text => ['Private_Clean', 'Private_Dirty'].reduce((sum, name) => sum + Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1] ?? 0), 0));
  return held.length > 0 ? `, process ${Math.round(Math.max(...held) / 1000)} MB` : '';
}

function report(how, { frames, longTasks, rests, script, style, layout, task, seconds }) {
  const sorted = frames.toSorted((one, other) => one - other);
  const at = share => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
  const over = limit => ((100 * sorted.filter(one => one > limit).length) / sorted.length).toFixed(2);
  const each = millis => (millis / sorted.length).toFixed(2);
  console.log(`${how}: ${sorted.length} frames in ${seconds.toFixed(0)} s, ${((1000 * sorted.length) / sorted.reduce((sum, one) => sum + one, 0)).toFixed(1)} a second`);
  console.log(`  frame p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms; over 16.7 ms (and 1 for the clock) ${over(LATE_MILLIS)}%, over 33.3 ms ${over(2 * LATE_MILLIS)}%, over 50 ms ${over(50)}%`);
  console.log(`  the page's thread, ms a frame: ${each(task)} in all, scripts ${each(script)}, styles ${each(style)}, layout ${each(layout)}; ${longTasks.length} tasks over 50 ms, longest ${Math.round(Math.max(0, ...longTasks))} ms`);
  if (rests.length > 0) {
    const rested = rests.toSorted((one, other) => one - other);
    console.log(`  after a fling all thumbnails in view are there after ${Math.round(rested[Math.floor(rested.length / 2)])} ms (median), ${Math.round(rested.at(-1))} ms at most`);
  }
}
