// The Chromium of every test that looks at a page. The npm package carries the binary for Linux on x64; elsewhere an
// installed Chrome or Chromium is taken, named by CHROME_PATH or found where systems keep it.
import { existsSync } from 'node:fs';
import chromiumBinary from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import { isCI } from '../src/build/project.js';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const installed = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

async function binary(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const named = env['CHROME_PATH'];
  if (named) return named;
  if (process.platform === 'linux' && process.arch === 'x64') return chromiumBinary.executablePath();
  return installed.find((path) => existsSync(path));
}

/** A running browser; undefined where there is none, which CI does not accept. */
export async function launch(env: NodeJS.ProcessEnv = process.env): Promise<Browser | undefined> {
  const executablePath = await binary(env).catch(() => undefined);
  if (executablePath === undefined) {
    if (isCI(env)) throw new Error('no Chromium was found, and CI is set: name one in CHROME_PATH');
    console.warn('no Chromium was found: the tests that need a browser are skipped; name one in CHROME_PATH');
    return undefined;
  }
  return chromium.launch({ executablePath, args: flags });
}
