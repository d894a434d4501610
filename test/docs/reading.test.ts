// The page as a reader without a script gets it, from disk: everything is there to be seen, and nothing is fetched.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderDocs } from '../../src/docs/render.js';
import { launch } from '../browser.js';
import { expectedOperations, propertyNames, readBundle, renderedDocs } from './bundle.js';
import { pagesOnDisk } from './on-disk.js';

const browser: Browser | undefined = await launch();
const pages = await pagesOnDisk();
const address = await pages.write('index.html', (await renderedDocs()).html);
const bundle = await readBundle();
const operations = expectedOperations(bundle);

afterAll(() => browser?.close());

const squeezed = (text: string): string => text.replace(/\s+/g, ' ');

/** What a person sees of each section: hidden text is no part of `innerText`. */
async function seen(page: Page): Promise<Map<string, string>> {
  const entries = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main section[id]')].map(
      // biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not count, which textContent cannot tell
      (one) => [one.id, one.innerText] as const,
    ),
  );
  return new Map(entries.map(([id, text]) => [id, squeezed(text)]));
}

describe.skipIf(!browser)('without JavaScript', () => {
  let page: Page;
  let texts: Map<string, string>;
  const requests: string[] = [];

  beforeAll(async () => {
    if (!browser) return;
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 1280, height: 900 },
    });
    page = await context.newPage();
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(address);
    texts = await seen(page);
  });

  test('every operation shows its name, method, address and id', () => {
    const missing = operations.flatMap(({ id, method, path, summary }) =>
      [id, method, path, summary]
        .filter((word) => !texts.get(id)?.includes(word))
        .map((word) => `${id}: ${word}`),
    );
    expect(missing).toEqual([]);
    expect(operations.length).toBe(Object.values(bundle.paths).flatMap((item) => Object.keys(item)).length);
  });

  test('every parameter, property, header and status of an operation is seen in its section', () => {
    const wanted = operations.flatMap(({ id, parameters, properties, headers, statuses }) =>
      [...parameters, ...properties, ...headers, ...statuses].map((name) => ({ id, name })),
    );
    const missing = wanted.filter(({ id, name }) => !texts.get(id)?.includes(name));
    expect(missing).toEqual([]);
    expect(wanted.length).toBeGreaterThan(200);
  });

  test('every argument is seen with its type in the section of its operation', () => {
    const wanted = operations.flatMap(({ id, parameters }) => parameters.map((name) => `${id} ${name}`));
    const missing = wanted.filter((pair) => {
      const [id = '', name = ''] = pair.split(' ');
      return !new RegExp(`(^|[ .])${name} (string|integer|boolean|number|array|object)`).test(
        texts.get(id) ?? '',
      );
    });
    expect(missing).toEqual([]);
  });

  test('every property of every schema has a row with its type', async () => {
    const rows = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('main tr[id]')].map((row) =>
        // biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not count, which textContent cannot tell
        row.innerText.replace(/\s+/g, ' '),
      ),
    );
    const named = Object.values(bundle.components.schemas).flatMap((schema) => propertyNames(bundle, schema));
    const typed = /\b(string|integer|boolean|number|array|object|any value)\b/;
    const missing = [...new Set(named)].filter(
      (name) => !rows.some((row) => new RegExp(`(^|[. ])${name} `).test(row) && typed.test(row)),
    );
    expect(missing).toEqual([]);
    expect(new Set(named).size).toBeGreaterThan(50);
  });

  test('every example is seen in full, in the section of its operation', () => {
    const wanted = operations.flatMap(({ id, examples }) => examples.map((example) => ({ id, ...example })));
    const missing = wanted.filter(({ id, name, json }) => {
      const text = texts.get(id) ?? '';
      return !text.includes(` ${name} `) || (json !== undefined && !text.includes(squeezed(json)));
    });
    expect(missing.map(({ id, name }) => `${id}.${name}`)).toEqual([]);
    expect(wanted.length).toBe(new Set(wanted.map(({ id, name }) => `${id}.${name}`)).size);
    console.log(`docs: ${operations.length} operations and ${wanted.length} examples seen without a script`);
  });

  test('every error code is seen where it can arise, and once in the catalogue', async () => {
    const catalogue = texts.get('error-codes') ?? '';
    const missing = operations.flatMap(({ id, codes }) =>
      codes
        .filter((code) => !texts.get(id)?.includes(code) || !catalogue.includes(code))
        .map((code) => `${id}: ${code}`),
    );
    expect(missing).toEqual([]);
    const rows = await page.locator('#error-codes tr[id]').count();
    const listed = bundle.components.schemas['ErrorCode']?.anyOf?.[0]?.enum ?? [];
    expect(rows).toBe(new Set([...listed, ...operations.flatMap(({ codes }) => codes)]).size);
  });

  test('the language of a sample and the theme are chosen without a script', async () => {
    const sample = page.locator('#spawnAgent .s');
    await sample.getByRole('radio', { name: 'Python' }).click();
    expect(await sample.locator('pre[data-sample="python"]').isVisible()).toBe(true);
    expect(await sample.locator('pre[data-sample="typescript"]').isVisible()).toBe(false);
    const background = (): Promise<string> =>
      page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    await page.getByRole('radio', { name: 'Dark' }).click();
    expect(await background()).toBe('dark');
  });

  test('what needs a script is not shown', async () => {
    expect(await page.locator('search').isVisible()).toBe(false);
    expect(await page.locator('.copy').count()).toBe(0);
  });

  test('nothing but the file itself is requested', () => {
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([address]);
  });
});

describe.skipIf(!browser)('with JavaScript', () => {
  test('nothing but the file itself is requested, and the console stays empty', async () => {
    const context = await browser?.newContext();
    const page = await context?.newPage();
    if (!page) return;
    const requests: string[] = [];
    const said: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(address);
    await page.getByRole('searchbox').fill('rate');
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([address]);
    expect(said).toEqual([]);
  });

  test('a link to a folded example opens it', async () => {
    const page = await (await browser?.newContext())?.newPage();
    if (!page) return;
    await page.goto(`${address}#spawnAgent-example-invalid-task`);
    expect(await page.locator('#spawnAgent-example-invalid-task').getAttribute('open')).not.toBeNull();
    expect(await page.locator('#spawnAgent-example-rate-limited').getAttribute('open')).toBeNull();
  });

  test.each([
    { query: 'rate_limited', href: '#error-rate_limited' },
    { query: 'cancel', href: '#cancelAgent' },
    { query: 'min_score', href: '#type-SearchMemoryRequest-min_score' },
    { query: 'search memories', href: '#searchMemory' },
  ])('the search for $query finds $href first', async ({ query, href }) => {
    const page = await (await browser?.newContext())?.newPage();
    if (!page) return;
    await page.goto(address);
    await page.getByRole('searchbox').fill(query);
    expect(await page.locator('#found a').first().getAttribute('href')).toBe(href);
  });

  test('changed since a release hides the operations that no later one has touched', async () => {
    const { cancelAgent, ...older } = Object.fromEntries(
      Object.entries(bundle.paths).map(([path, item]) => [
        path === '/agents/{agent_id}' ? 'cancelAgent' : path,
        item,
      ]),
    );
    const before = { ...bundle, paths: { ...older, '/agents/{agent_id}': { get: cancelAgent?.['get'] } } };
    const { html } = await renderDocs({
      bundle,
      released: [
        { version: '1.0.0', date: '2026-01-01', document: before },
        { version: '1.1.0', date: '2026-02-01', document: bundle },
      ],
      promises: [],
      changelog: '',
      version: '1.1.0',
    });
    const released = await pages.write('released.html', html);
    const page = await (await browser?.newContext({ viewport: { width: 1280, height: 900 } }))?.newPage();
    if (!page) return;
    await page.goto(released);
    await page.getByLabel('Show').selectOption('changed since 1.0.0');
    const shown = (selector: string): Promise<(string | null)[]> =>
      page
        .locator(`${selector}:visible`)
        .evaluateAll((all) => all.map((one) => one.getAttribute('id') ?? one.textContent));
    expect(await shown('[data-touched]')).toEqual(['cancelAgent']);
    expect(await shown('nav li:has(.m)')).toEqual(['Cancel an agent DELETE']);
    await page.getByLabel('Show').selectOption('every operation');
    expect((await shown('[data-touched]')).length).toBe(operations.length);
  });

  test('one language is chosen for all samples, and remembered', async () => {
    const context = await browser?.newContext();
    const page = await context?.newPage();
    if (!page) return;
    await page.goto(address);
    await page.locator('#spawnAgent .s').getByRole('radio', { name: 'curl' }).click();
    const shown = (): Promise<number> => page.locator('pre[data-sample="curl"]:visible').count();
    const samples = await page.locator('.s').count();
    expect(await shown()).toBe(samples);
    await page.reload();
    expect(await shown()).toBe(samples);
  });
});

describe.skipIf(!browser)('on paper', () => {
  test('everything is open, the ground is light, and nothing to click is printed', async () => {
    const page = await (await browser?.newContext({ colorScheme: 'dark' }))?.newPage();
    if (!page) return;
    await page.goto(address);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav').isVisible()).toBe(false);
    expect(await page.locator('header.top').isVisible()).toBe(false);
    expect(await page.locator('#spawnAgent-example-invalid-task pre').first().isVisible()).toBe(true);
    const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    expect(ground).toBe('rgb(255, 255, 255)');
  });
});
