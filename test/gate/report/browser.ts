// A headless Chromium: the one that the npm package carries, else an installed one named by CHROME_PATH.
import type { Browser } from 'playwright-core';
import chromium from '@sparticuz/chromium';
import { chromium as driver } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the browser; undefined, and said so, where this machine has none. In CI that is an error. */
export async function launch(): Promise<Browser | undefined> {
  try {
    const executablePath = process.env['CHROME_PATH'] ?? (await chromium.executablePath());
    return await driver.launch({ executablePath, args: flags, headless: true });
  } catch (error) {
    if (process.env['CI']) throw error;
    console.warn(`No browser starts here, so its tests are skipped: ${String(error).split('\n')[0]}`);
    return undefined;
  }
}
