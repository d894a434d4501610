// The finished page as a text: size, addresses, policy, validity, and that it is the same every time.
import { createHash } from 'node:crypto';
import { HtmlValidate } from 'html-validate';
import { beforeAll, expect, test } from 'vitest';
import { root } from '../../src/build/project.js';
import { readPageInput } from '../../src/docs/files.js';
import { type Docs, renderDocs } from '../../src/docs/render.js';
import { expectedOperations, readBundle, renderedDocs } from './bundle.js';

let docs: Docs;

beforeAll(async () => {
  docs = await renderedDocs();
});

const ids = (html: string): string[] => [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? '');
const block = (html: string, tag: string): string =>
  new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html)?.[1] ?? '';

test('the page is one file of at most 300 kB', () => {
  expect(Buffer.byteLength(docs.html)).toBeLessThanOrEqual(300_000);
});

test('two renderings are byte-identical', async () => {
  const again = await renderDocs(await readPageInput(root));
  expect(again.html === docs.html && again.markdown === docs.markdown).toBe(true);
});

test('every id is there once', () => {
  const all = ids(docs.html);
  expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
  expect(all.length).toBeGreaterThan(300);
});

test('every link inside the page leads to an id', () => {
  const known = new Set(ids(docs.html));
  const targets = [...docs.html.matchAll(/ (?:href="#|popovertarget=")([^"]*)"/g)].map(
    (match) => match[1] ?? '',
  );
  expect(targets.filter((target) => !known.has(target))).toEqual([]);
  expect(targets.length).toBeGreaterThan(300);
});

test('an operation keeps its address, and so do its parameters and its examples', async () => {
  const known = new Set(ids(docs.html));
  for (const { id, examples, statuses } of expectedOperations(await readBundle())) {
    expect(known).toContain(id);
    for (const status of statuses) expect(known).toContain(`${id}-${status}`);
    for (const { name } of examples) expect(known).toContain(`${id}-example-${name}`);
  }
  expect(known).toContain('spawnAgent-header-X-Idempotency-Key');
  expect(known).toContain('type-Agent-status');
  expect(known).toContain('error-rate_limited');
});

test('the policy allows the two blocks of the page by their hashes, its icon, and nothing else', () => {
  const policy =
    /Content-Security-Policy" content="([^"]*)"/.exec(docs.html)?.[1]?.replaceAll('&#39;', "'") ?? '';
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  expect(policy.split('; ').toSorted()).toEqual(
    [
      "default-src 'none'",
      `style-src ${hash(block(docs.html, 'style'))}`,
      `script-src ${hash(block(docs.html, 'script'))}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
    ].toSorted(),
  );
  expect(docs.html).not.toMatch(/ style="| on[a-z]+="|<style [^>]|<script [^>]/);
});

test('html-validate finds nothing', async () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended'],
  });
  const report = await validator.validateString(docs.html);
  const messages = report.results.flatMap(({ messages: found }) =>
    found.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId} ${message}`),
  );
  expect(messages.slice(0, 20)).toEqual([]);
});
