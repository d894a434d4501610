// The page for everybody: axe against WCAG 2.2 A and AA, the keyboard alone, a narrow window.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { launch } from '../browser.js';
import { renderedDocs } from './bundle.js';
import { pagesOnDisk } from './on-disk.js';

const browser: Browser | undefined = await launch();
const pages = await pagesOnDisk();
const address = await pages.write('index.html', (await renderedDocs()).html);
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

afterAll(() => browser?.close());

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

declare global {
  interface Window {
    readonly axe: { run(context: Document, options: unknown): Promise<AxeResults> };
  }
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(
    (values) =>
      window.axe
        .run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] })
        .then((results) =>
          results.violations.flatMap(({ id, nodes }) =>
            nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary ?? ''}`),
          ),
        ),
    tags,
  );
  return found.slice(0, 10);
}

const views = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [320, 1280].flatMap((width) => [true, false].map((open) => ({ colorScheme, width, open }))),
);

describe.skipIf(!browser)('axe finds nothing against WCAG 2.2 A and AA', () => {
  test.each(views)(
    '$colorScheme, $width px wide, disclosures open: $open',
    async ({ colorScheme, width, open }) => {
      const context = await browser?.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context?.newPage();
      if (!page) return;
      await page.goto(address);
      await page.evaluate((value) => {
        for (const details of document.querySelectorAll('details')) details.open = value;
      }, open);
      expect(await violations(page)).toEqual([]);
      await context?.close();
    },
  );

  test('a text that can hardly be read is found: the check sees', async () => {
    const page = await (await browser?.newContext())?.newPage();
    if (!page) return;
    await page.goto(address);
    await page.evaluate(() => document.documentElement.style.setProperty('--ink', '#aaa'));
    expect((await violations(page)).join('\n')).toContain('color-contrast');
  });

  test('without a script, with the contents open on a narrow window, and with search results', async () => {
    const bare = await browser?.newContext({
      javaScriptEnabled: false,
      viewport: { width: 320, height: 900 },
    });
    const quiet = await bare?.newPage();
    const page = await (await browser?.newContext({ viewport: { width: 320, height: 900 } }))?.newPage();
    if (!quiet || !page) return;
    await quiet.goto(address);
    await quiet.getByRole('button', { name: 'Contents' }).click();
    expect(await quiet.locator('nav').isVisible()).toBe(true);
    await page.goto(address);
    await page.getByRole('searchbox').fill('memory');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Contents' }).click();
    expect(await violations(page)).toEqual([]);
  });
});

describe.skipIf(!browser)('with the keyboard alone', () => {
  test('the first stop skips to the reference, and every stop shows where it is', async () => {
    const page = await (await browser?.newContext({ viewport: { width: 1280, height: 900 } }))?.newPage();
    if (!page) return;
    await page.goto(address);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#main');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    const invisible: string[] = [];
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate(() => {
        const at = document.activeElement ?? document.body;
        const shown = at.matches('[type=radio]') ? (at.closest('label') ?? at) : at;
        const { outlineStyle, outlineWidth } = getComputedStyle(shown);
        const name = `${at.tagName} ${at.textContent?.slice(0, 30)} ${at.getAttribute('value') ?? ''}`;
        return { name, seen: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 };
      });
      if (!stop.seen) invisible.push(stop.name);
    }
    expect(invisible).toEqual([]);
  });

  test('slash leads to the search, the arrows to its results, Enter to the place, Escape back', async () => {
    const page = await (await browser?.newContext())?.newPage();
    if (!page) return;
    await page.goto(address);
    await page.keyboard.press('/');
    await page.keyboard.type('cancel');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    expect(await page.locator('#found a').count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
    await page.keyboard.type(' an');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#cancelAgent$/);
    expect(await page.locator('#cancelAgent h3').isVisible()).toBe(true);
  });

  test('every disclosure and every language can be reached and changed', async () => {
    const page = await (await browser?.newContext())?.newPage();
    if (!page) return;
    await page.goto(`${address}#spawnAgent`);
    const sample = page.locator('#spawnAgent .s');
    await sample.getByRole('radio', { name: 'TypeScript' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await sample.getByRole('radio', { name: 'curl' }).isChecked()).toBe(true);
    expect(await sample.locator('pre[data-sample="curl"]').isVisible()).toBe(true);
    const example = page.locator('#spawnAgent-example-rate-limited');
    await example.locator('summary').focus();
    await page.keyboard.press('Enter');
    expect(await example.getAttribute('open')).not.toBeNull();
  });
});

describe.skipIf(!browser)('on a narrow window', () => {
  test.each([320, 768, 1024, 1280])('%i px wide, nothing is wider than the window', async (width) => {
    const page = await (await browser?.newContext({ viewport: { width, height: 900 } }))?.newPage();
    if (!page) return;
    await page.goto(address);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    const wide = await page.evaluate(
      (limit) =>
        [...document.querySelectorAll('main *')]
          .filter((one) => !one.closest('.sr') && one.getBoundingClientRect().right > limit + 1)
          .map((one) => `${one.tagName} ${one.textContent?.slice(0, 40)}`),
      width,
    );
    expect(wide.slice(0, 5)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
});
