// `npm run bench -- docs`: our page beside Redoc 2.5 on the same bundle, in one run and one browser: size, first paint,
// ready to use, requests, and what is left of each without a script. Redoc is fetched for the run and kept nowhere.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { root } from '../../src/build/project.js';
import { readPageInput } from '../../src/docs/files.js';
import { renderDocs } from '../../src/docs/render.js';
import { launch } from '../browser.js';
import { expectedOperations, readBundle } from '../docs/bundle.js';
import { median } from './harness/measure.js';

const redocVersion = '2.5.4';
const rounds = 7;

interface Subject {
  readonly name: string;
  readonly address: string;
  readonly sizeBytes: number;
  /** In the page: true once everything that a script does has been done. */
  readonly ready: string;
}

interface Visit {
  readonly paintMs: number;
  readonly readyMs: number;
  readonly requests: number;
}

/** Redoc's single-file script, from the package that npm gives. */
async function fetchRedoc(folder: string): Promise<string> {
  const npm = process.env['npm_execpath'];
  const args = ['pack', `redoc@${redocVersion}`, '--silent', '--pack-destination', folder];
  const packed = npm ? spawnSync(process.execPath, [npm, ...args]) : spawnSync('npm', args);
  if (packed.status !== 0) throw new Error(`npm pack redoc@${redocVersion} failed: ${String(packed.stderr)}`);
  const unpacked = spawnSync('tar', ['-xzf', `redoc-${redocVersion}.tgz`], { cwd: folder });
  if (unpacked.status !== 0) throw new Error(`tar failed: ${String(unpacked.stderr)}`);
  return join(folder, 'package/bundles/redoc.standalone.js');
}

async function visit(browser: Browser, { address, ready }: Subject): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  let requests = 0;
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) requests += 1;
  });
  await page.addInitScript(`
    const seen = setInterval(() => {
      if (!(${ready})) return;
      clearInterval(seen);
      requestAnimationFrame(() => setTimeout(() => { window.readyMs = performance.now(); }));
    }, 1);`);
  await page.goto(address);
  // Asked from outside, because the page's own policy forbids waitForFunction its eval.
  let readyMs = Number.NaN;
  for (let asked = 0; asked < 600 && Number.isNaN(readyMs); asked += 1) {
    await page.waitForTimeout(50);
    readyMs = Number(await page.evaluate('window.readyMs ?? NaN'));
  }
  const paintMs = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  );
  await context.close();
  return { paintMs, readyMs, requests };
}

/** How many of the operations' paths a reader without a script can see. */
async function withoutScript(
  browser: Browser,
  { address }: Subject,
  paths: readonly string[],
): Promise<number> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address);
  // biome-ignore lint/performance/useDomNodeTextContent: only what is seen counts, which textContent cannot tell
  const text = await page.locator('body').innerText();
  await context.close();
  return paths.filter((path) => text.includes(path)).length;
}

export default async function bench(): Promise<void> {
  const browser = await launch();
  if (!browser) return;
  const folder = await mkdtemp(join(tmpdir(), 'bench-docs-'));
  try {
    const bundle = await readBundle();
    const paths = expectedOperations(bundle).map(({ path }) => path);
    const { html } = await renderDocs(await readPageInput(root));
    const ours = join(folder, 'ours.html');
    await writeFile(ours, html);
    const script = await fetchRedoc(folder);
    const theirs = join(folder, 'redoc.html');
    const spec = JSON.stringify(bundle).replaceAll('<', '\\u003c');
    await writeFile(
      theirs,
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Redoc</title></head><body><div id="redoc"></div><script>${(
        await readFile(script, 'utf8')
      ).replaceAll('</script', '<\\/script')}</script><script>
      Redoc.init(${spec}, { disableSearch: false }, document.getElementById('redoc'), () => { window.redocDone = true; });
      </script></body></html>`,
    );
    const subjects: Subject[] = [
      {
        name: 'ours',
        address: pathToFileURL(ours).href,
        sizeBytes: (await stat(ours)).size,
        ready: "document.readyState === 'complete' && document.querySelector('search:not([hidden])')",
      },
      {
        name: `Redoc ${redocVersion}`,
        address: pathToFileURL(theirs).href,
        sizeBytes: (await stat(theirs)).size,
        ready: "window.redocDone && document.querySelector('[data-section-id]')",
      },
    ];
    const visits = new Map<string, Visit[]>(subjects.map(({ name }) => [name, []]));
    for (let round = 0; round < rounds; round += 1)
      for (const subject of subjects) visits.get(subject.name)?.push(await visit(browser, subject));
    console.log(`docs: one Chromium, ${rounds} visits each in turn, medians, from disk`);
    console.log(
      '  page           size kB   first paint ms   ready ms   requests   paths seen without a script',
    );
    for (const subject of subjects) {
      const seen = visits.get(subject.name) ?? [];
      const row = [
        subject.name.padEnd(13),
        (subject.sizeBytes / 1000).toFixed(0).padStart(8),
        median(seen.map(({ paintMs }) => paintMs))
          .toFixed(0)
          .padStart(16),
        median(seen.map(({ readyMs }) => readyMs))
          .toFixed(0)
          .padStart(10),
        String(Math.max(...seen.map(({ requests }) => requests))).padStart(10),
        `${await withoutScript(browser, subject, paths)} of ${paths.length}`.padStart(16),
      ];
      console.log(`  ${row.join(' ')}`);
    }
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}
