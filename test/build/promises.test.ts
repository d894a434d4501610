import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../../src/build/project.js';
import { checkPromises, namedTests } from '../../src/build/promises.js';
import { type ContractCopy, copyContract } from './contract-copy.js';

let copy: ContractCopy;
beforeAll(async () => {
  copy = await copyContract('promises');
});
afterAll(() => copy.remove());

const entry = (keeper: string, number = 1): string => `
- id: json-over-https-${number}
  number: ${number}
  rule: The API is JSON over HTTPS.
  source: API overview
  kept_by: [${keeper}]
`;

async function faultsOf(ledger: string, passed: ReadonlySet<string> = new Set()): Promise<string[]> {
  await copy.write('openapi/promises.yaml', ledger);
  return (await checkPromises(copy.root, passed)).faults.map((fault) => `${fault.line} ${fault.message}`);
}

const good = [
  { name: 'a pointer into the bundle', keeper: "{ pointer: '/paths/~1agents/post' }" },
  { name: 'a server check', keeper: '{ provider: only a run against the server can tell }' },
  { name: 'a reason why it does not concern us', keeper: '{ not_applicable: the floor of another SDK }' },
  { name: 'an open promise that says what will keep it', keeper: '{ open: a page of the reference }' },
] as const;

test.each(good)('$name keeps a promise', async ({ keeper }) => {
  expect(await faultsOf(entry(keeper))).toEqual([]);
});

const broken = [
  {
    name: 'a pointer that the bundle has not',
    keeper: "{ pointer: '/paths/~1agent' }",
    says: 'the bundle has no /paths/~1agent',
  },
  { name: 'a rule without a heading', keeper: '{ rule: jettson-nothing }', says: 'no rule jettson-nothing' },
  {
    name: 'a test that nobody ran',
    keeper: '{ test: no such thing happens }',
    says: 'no test called "no such thing happens"',
  },
  {
    name: 'a policy key that is not there',
    keeper: '{ policy: nothing.at.all }',
    says: 'has no nothing.at.all',
  },
  { name: 'a keeper of no kind', keeper: '{ hope: strongly }', says: 'is none of pointer' },
  { name: 'no keeper', keeper: '', says: 'nothing under kept_by' },
  { name: 'a reason too short to be one', keeper: '{ provider: yes }', says: 'say why' },
] as const;

test.each(broken)('$name is a fault with its line', async ({ keeper, says }) => {
  const [fault] = await faultsOf(entry(keeper));
  expect(fault).toMatch(/^2 /);
  expect(fault).toContain(says);
});

test('a named test that is not among those that passed is a fault', async () => {
  const ledger = entry('{ test: a named test }');
  expect(await faultsOf(ledger, new Set(['a named test']))).toEqual([]);
  expect(await faultsOf(ledger, new Set(['another test']))).toEqual([
    '2 json-over-https-1: no test called "a named test" passed',
  ]);
});

test('a promise that is missing shows as a gap in the numbers', async () => {
  const faults = await faultsOf(entry('{ open: a later test }') + entry('{ open: a later test }', 3));
  expect(faults).toEqual([expect.stringContaining('its number is 2')]);
});

test('a ledger that is not YAML is a fault with its line', async () => {
  expect(await faultsOf('- id: [')).toEqual([expect.stringMatching(/^\d+ /)]);
});
test('the ledger holds every published promise, and every keeper exists', async () => {
  const { titles, files } = await namedTests(root);
  expect(titles.length).toBeGreaterThan(30);
  expect(files).toContain('test/client/wait.test.ts');
  const { faults, counts } = await checkPromises(root, new Set(titles)); // the chain runs them
  expect(faults).toEqual([]);
  const published = (await readFile(join(root, 'openapi/promises.yaml'), 'utf8')).match(/^ *- id:/gm) ?? [];
  expect(counts.kept + counts.open + counts.notApplicable).toBe(published.length);
  expect(published).toHaveLength(81);
});
