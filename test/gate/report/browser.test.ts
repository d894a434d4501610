// The page as people meet it: in a browser, on a phone, in the dark, with a keyboard and with a screen reader's rules.
import type { Page } from 'playwright-core';
import type { Report } from '../../../src/gate/report/report.js';
import type { View } from '../../../src/gate/report/view.js';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { afterAll, describe, expect, test } from 'vitest';
import { html } from '../../../src/gate/report/html.js';
import { launch } from '../../browser.js';
import { hostile, hostileReport } from './hostile.js';

const { report, view } = JSON.parse(
  readFileSync(new URL('./blocked/report.json', import.meta.url), 'utf8'),
) as {
  report: Report;
  view: View;
};
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const browser = await launch();
afterAll(async () => {
  await browser?.close();
});

async function open(
  text: string,
  scheme: 'light' | 'dark',
  width: number,
): Promise<{ page: Page; requests: string[] }> {
  if (browser === undefined) throw new Error('no browser');
  const context = await browser.newContext({
    colorScheme: scheme,
    viewport: { width, height: 800 },
    bypassCSP: false,
  });
  const page = await context.newPage();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.route('**/*', (route) => route.abort());
  await page.setContent(text);
  return { page, requests };
}

const forms = [
  { scheme: 'light', width: 1200 },
  { scheme: 'light', width: 320 },
  { scheme: 'dark', width: 1200 },
  { scheme: 'dark', width: 320 },
] as const;

describe.skipIf(browser === undefined)('the page of a blocked change', () => {
  test.each(forms)(
    'in $scheme at $width px is axe-clean, asks for nothing and does not scroll sideways',
    async ({ scheme, width }) => {
      const { page, requests } = await open(html(report, view), scheme, width);
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
        ),
      ).toBe(true);
      expect(requests).toEqual([]);
      // The page allows no script: the tool comes in from outside the page's policy.
      const context = await browser?.newContext({
        colorScheme: scheme,
        viewport: { width, height: 800 },
        bypassCSP: true,
      });
      const checked = await context?.newPage();
      await checked?.setContent(html(report, view));
      await checked?.addScriptTag({ path: axePath });
      const result = await checked?.evaluate(async () =>
        (globalThis as unknown as { axe: typeof axe }).axe.run(),
      );
      expect(result?.violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`)).toEqual(
        [],
      );
      expect((result?.passes ?? []).some((rule) => rule.id === 'color-contrast')).toBe(true);
    },
  );

  test('every fold is reached with the Tab key and opens with Enter', async () => {
    const { page } = await open(html(report, view), 'light', 1200);
    const folds = await page.locator('summary').count();
    expect(folds).toBeGreaterThan(2);
    let opened = 0;
    for (let presses = 0; presses < 200 && opened < folds; presses++) {
      await page.keyboard.press('Tab');
      const isFold = await page.evaluate(() => document.activeElement?.tagName === 'SUMMARY');
      if (!isFold) continue;
      await page.keyboard.press('Enter');
      opened += 1;
    }
    expect(await page.locator('details[open]').count()).toBe(folds);
  });

  test('the canaries: a page with poor contrast or a picture from outside is seen', async () => {
    const bad = html(report, view)
      .replace('</style>', '</style><img src="https://outside.example/x.png" alt="x">')
      .replace(/<meta http-equiv[^>]*>/, '');
    const { requests } = await open(bad, 'light', 1200);
    expect(requests).toEqual(['https://outside.example/x.png']);
    const context = await browser?.newContext({ bypassCSP: true });
    const page = await context?.newPage();
    await page?.setContent(
      '<!doctype html><html lang="en"><title>t</title><main><h1>t</h1><p style="color:#ccc;background:#fff">pale</p></main></html>',
    );
    await page?.addScriptTag({ path: axePath });
    const result = await page?.evaluate(async () => (globalThis as unknown as { axe: typeof axe }).axe.run());
    expect(result?.violations.map((violation) => violation.id)).toContain('color-contrast');
  });
});

test.skipIf(browser === undefined).each(hostile)(
  'the page of a report full of $name runs nothing and fits 320 px',
  async ({ text }) => {
    const { page, requests } = await open(html(hostileReport(text), view), 'light', 320);
    let dialogs = 0;
    page.on('dialog', (dialog) => {
      dialogs += 1;
      void dialog.dismiss();
    });
    expect(await page.locator('article').count()).toBe(6);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    ).toBe(true);
    expect(requests).toEqual([]);
    expect(dialogs).toBe(0);
    await page.context().close();
  },
);
