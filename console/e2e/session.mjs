// What every script that uses the console in Chromium begins with.
import { chromium } from 'playwright-core';

export const LONGEST_WAIT_MILLIS = 60_000;

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** Logs in on the page of the login that is shown. */
export async function logIn(page, email, password) {
  await page.getByLabel('E-mail address').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Waits until nothing on the page is on its way. */
export function settled(page) {
  return page.waitForFunction(() => !document.querySelector('[role="status"]') && [...document.images].every(image => image.complete || image.loading === 'lazy'));
}
