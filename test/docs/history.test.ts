// Releases on the page: since when a thing is there, what each release changed, what is to go.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { UnreadableContract } from '../../src/docs/contract.js';
import { readPageInput } from '../../src/docs/files.js';
import { readHistory } from '../../src/docs/history.js';
import { readContract } from '../../src/docs/model.js';
import { type Docs, renderDocs } from '../../src/docs/render.js';
import { contractWith, type Part } from './tiny.js';

const limit = { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 50 } };
const thing = (more: Part = {}): Part => ({
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'string' }, ...more },
});
const answers = (schema: Part): Part => ({
  responses: { 200: { description: 'It.', content: { 'application/json': { schema } } } },
});
const list = (more: Part): Part => ({
  operationId: 'listThings',
  tags: ['things'],
  summary: 'List things',
  ...more,
});
const get = (more: Part = {}): Part => ({
  operationId: 'getThing',
  tags: ['things'],
  summary: 'Get a thing',
  ...answers(thing()),
  ...more,
});
const of = (paths: Part): Part => contractWith({ paths });

const first = of({ '/things': { get: list(answers(thing())) } });
const second = of({
  '/things': { get: list({ parameters: [limit], ...answers(thing({ name: { type: 'string' } })) }) },
  '/thing': { get: get() },
});
const third = of({
  '/things': {
    get: list({
      deprecated: true,
      'x-sunset': '2027-06-30',
      'x-replaced-by': 'getThing',
      parameters: [{ ...limit, schema: { type: 'integer', maximum: 100 } }],
      ...answers(thing({ name: { type: 'string' } })),
    }),
  },
  '/thing': { get: get() },
});
const now = of({
  '/thing': {
    get: get({ parameters: [{ name: 'id', in: 'query', required: true, schema: { type: 'string' } }] }),
  },
});

const released = [
  { version: '1.0.0', date: '2026-01-01', document: first },
  { version: '1.2.0', date: '2026-02-01', document: second },
  { version: '1.10.0', date: '2026-03-01', document: third },
];
const page = (bundle: Part): Promise<Docs> =>
  renderDocs({
    bundle,
    released,
    promises: [],
    changelog: '# Changelog\n\n## 1.0.0\n\nBy hand.',
    version: '1.10.0',
  });
const history = (bundle: Part) => readHistory(readContract(bundle, []), released);

test('an operation, a parameter and a field are there since the release that first had them', () => {
  const { since } = history(third);
  expect(since('listThings')).toBe('1.0.0');
  expect(since('listThings-200-id')).toBe('1.0.0');
  expect(since('listThings-200-name')).toBe('1.2.0');
  expect(since('listThings-query-limit')).toBe('1.2.0');
  expect(since('getThing')).toBe('1.2.0');
  expect(history(now).since('getThing-query-id')).toBeUndefined();
});

test('each release says what it added, changed, deprecated and removed, the newest first', () => {
  const said = history(now).notes.map(({ version, changes }) => [
    version,
    changes.map(({ kind, what }) => `${kind} ${what}`),
  ]);
  expect(said).toEqual([
    ['unreleased', ['added getThing · id', 'removed listThings']],
    ['1.10.0', ['deprecated listThings', 'changed listThings · limit']],
    ['1.2.0', ['added listThings · limit', 'added listThings · name', 'added getThing']],
    ['1.0.0', []],
  ]);
});

test('work that changes nothing makes no entry of its own', () => {
  expect(history(third).notes.map(({ version }) => version)).toEqual(['1.10.0', '1.2.0', '1.0.0']);
});

test('the page shows the releases, the marks and the way to the replacement', async () => {
  const { html } = await page(third);
  expect(html).toContain('<h3 id="release-1-10-0">');
  expect(html).toContain('data-touched="1.0.0 1.2.0 1.10.0"');
  expect(html).toContain('Goes on <time>2027-06-30</time>');
  expect(html).toMatch(/Use <a href="#getThing">getThing<\/a> instead/);
  expect(html).toMatch(/id="listThings-200-name"[\s\S]*?since 1\.2\.0/);
  expect(html.match(/changed since [\d.]+/g)).toEqual(['changed since 1.0.0', 'changed since 1.2.0']);
  expect(html).toContain('<p>By hand.</p>');
  expect(html.match(/>Changelog<\/a><\/h2>|>Changelog<\/h/g)?.length).toBe(1);
});

test('what is not released yet says so, and what is gone has no link', async () => {
  const { html } = await page(now);
  expect(html).toContain('Not released yet');
  expect(html).toContain('since the next release');
  expect(html).toContain('Removed: <code>listThings</code>');
});

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A checkout that has these releases; the first of them in the index is the last. */
async function checkout(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'docs-released-'));
  folders.push(folder);
  await mkdir(join(folder, 'openapi/released'), { recursive: true });
  await mkdir(join(folder, 'generated'));
  const index = released.map(({ version, date }) => [version, { date, sha256: '' }] as const).toReversed();
  const all = {
    'generated/openapi.json': JSON.stringify(third),
    'openapi/policy.yaml': 'notice: { days: 120, successor_days: 100 }\n',
    'openapi/released/index.json': JSON.stringify(Object.fromEntries(index)),
    ...Object.fromEntries(
      released.map(({ version, document }) => [`openapi/released/${version}.json`, JSON.stringify(document)]),
    ),
    ...files,
  };
  for (const [file, content] of Object.entries(all)) await writeFile(join(folder, file), content);
  return folder;
}

test('releases are read in the order of their numbers, and the notice from the policy', async () => {
  const input = await readPageInput(await checkout());
  expect(input.released.map(({ version, date }) => `${version} ${date}`)).toEqual([
    '1.0.0 2026-01-01',
    '1.2.0 2026-02-01',
    '1.10.0 2026-03-01',
  ]);
  const { markdown } = await renderDocs(input);
  expect(markdown).toContain('at least 120 days from the release');
  expect(markdown).toContain('at least 100 days after its replacement');
});

test('a released file that is no JSON is refused by its name', async () => {
  const folder = await checkout({ 'openapi/released/1.2.0.json': '{' });
  await expect(readPageInput(folder)).rejects.toThrow('openapi/released/1.2.0.json is not JSON');
});

test.each(['openapi/policy.yaml', 'openapi/promises.yaml'])(
  '%s that is no YAML is refused with its line',
  async (file) => {
    const folder = await checkout({ [file]: 'a: [1]\n b: 2\n' });
    await expect(readPageInput(folder)).rejects.toThrow(
      new RegExp(`^${file}:2 {2}this is not YAML \\(.+\\): correct it$`),
    );
  },
);

test.each([
  ['openapi/released/1.2.0.json', 'restore it, because openapi/released/index.json lists it'],
  ['generated/openapi.json', 'npm run build'],
])('without %s there is no page, and the way out is told', async (file, wayOut) => {
  const folder = await checkout();
  await rm(join(folder, file));
  await expect(readPageInput(folder)).rejects.toThrow(
    new UnreadableContract([`${file} cannot be read (ENOENT): ${wayOut}`]),
  );
});
