// The rules as a set: each has its heading, function, test and something real to look at; and what would notice if not.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { beforeAll, describe, expect, test } from 'vitest';
import { createHouseLint, readRuleset, type Ruleset } from '../../src/build/lint/house.js';
import { root } from '../../src/build/project.js';
import { alone, readmeBlocks } from './rule.js';

interface RuleDefinition {
  readonly severity: string;
  readonly message: string;
  readonly given: string | string[];
  readonly then: { readonly function: LintFunction; readonly functionOptions?: Record<string, unknown> };
}
type LintFunction = (value: unknown, options: unknown, context: { path: (string | number)[] }) => unknown[];

const source = readFileSync(join(root, 'spectral.yaml'), 'utf8');
const guide = readFileSync(join(root, 'openapi/README.md'), 'utf8');
const bundle = readFileSync(join(root, 'generated/openapi.json'), 'utf8');
const declared = (load(source) as { rules: Record<string, unknown> }).rules;
const ids = Object.keys(declared).filter((id) => id.startsWith('jettson-'));
const headings = [...guide.matchAll(/^### (\S+)$/gm)].map(([, id = '']) => id);
const namesIn = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder))
    .filter((name) => name.startsWith('jettson-') && name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length));

/** Rules whose `given` may match nothing in the contract for now, each with its reason. */
const soaking: Record<string, string> = {};

let ruleset: Ruleset;
beforeAll(async () => {
  ruleset = await readRuleset(join(root, 'spectral.yaml'));
});

function definition(id: string): RuleDefinition {
  return (ruleset['rules'] as Record<string, RuleDefinition>)[id] as RuleDefinition;
}

function changed(id: string, change: Partial<RuleDefinition>): Ruleset {
  const rules = ruleset['rules'] as Record<string, RuleDefinition>;
  return { ...ruleset, rules: { ...rules, [id]: { ...rules[id], ...change } } };
}

/** The rule with another function. */
function applying(rule: RuleDefinition, own: LintFunction): Partial<RuleDefinition> {
  // biome-ignore lint/suspicious/noThenProperty: Spectral's own name for what a rule applies; nobody awaits a rule.
  return { ...rule, then: { ...rule.then, function: own } };
}

/** Does the rule look at anything in the contract, and does it report what the guide shows as wrong? */
async function isAlive(by: Ruleset, id: string): Promise<{ matches: boolean; reports: boolean }> {
  const { rules, ...rest } = alone(by, id);
  const rule = (rules as Record<string, RuleDefinition>)[id] as RuleDefinition;
  let matches = false;
  const spied = applying(rule, (...args) => {
    matches = true;
    return rule.then.function(...args);
  });
  const lint = await createHouseLint({ ...rest, rules: { [id]: spied } });
  await lint(bundle);
  const [wrong] = readmeBlocks(id);
  const watched = await createHouseLint(alone(by, id));
  const found = await watched(JSON.stringify({ openapi: '3.1.0', ...wrong?.document }));
  return { matches, reports: found.some((each) => each.rule === id) };
}

describe('a rule is a heading, a function and a test of one name', () => {
  test('the headings stand in the order of the ruleset', () => {
    expect(headings.filter((id) => id.startsWith('jettson-'))).toEqual(ids);
  });
  test('every function and every test has its rule', () => {
    expect(namesIn('src/lint', '.js')).toEqual([...ids].sort());
    expect(namesIn('test/lint', '.test.ts')).toEqual([...ids].sort());
    expect((load(source) as { functions: string[] }).functions).toEqual(ids);
  });
  test.each(ids)('%s tests itself under its own name', (id) => {
    expect(readFileSync(join(root, 'test/lint', `${id}.test.ts`), 'utf8')).toContain(`rule('${id}', {`);
  });
  test.each(ids)('%s is an error whose message ends in its heading', (id) => {
    expect(definition(id).severity).toBe('error');
    expect(definition(id).message).toMatch(/^\{\{error\}\}: .+\. See openapi\/README\.md#\S+$/);
    expect(definition(id).message.endsWith(`#${id}`)).toBe(true);
  });
  test('every rule of the run has its heading', () => {
    const code = readdirSync(join(root, 'src/build/lint'))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(root, 'src/build/lint', name), 'utf8'))
      .join('\n');
    const used = new Set(
      [...code.matchAll(/'((?:source|example|schema)-[a-z]+)'/g)].map(([, id = '']) => id),
    );
    const own = headings.filter((id) => !id.startsWith('jettson-') && id !== 'structure');
    expect([...used].sort()).toEqual([...own].sort());
  });
});

describe('a rule that has stopped looking is noticed', () => {
  test.each(ids)('%s matches something in the contract and reports its wrong block', async (id) => {
    expect(await isAlive(ruleset, id)).toEqual({ matches: !(id in soaking), reports: true });
  });
  test.each(ids)('%s is found out when its path leads nowhere', async (id) => {
    expect(await isAlive(changed(id, { given: '$.nowhere' }), id)).toEqual({
      matches: false,
      reports: false,
    });
  });
  test.each(ids)('%s is found out when its function returns nothing', async (id) => {
    const mute = changed(
      id,
      applying(definition(id), () => []),
    );
    expect(await isAlive(mute, id)).toMatchObject({ reports: false });
  });
});

describe('lists in the options name what is there', () => {
  const contract = JSON.parse(bundle) as {
    components: { schemas: Record<string, { properties?: object }> };
    paths: Record<string, Record<string, { operationId?: string }>>;
  };
  test.each(['jettson-snake-case', 'jettson-timestamps'])(
    'every exception of %s exists, with its source',
    (id) => {
      const { except } = definition(id).then.functionOptions as { except: Record<string, string> };
      for (const [name, reason] of Object.entries(except)) {
        const [schema = '', property = ''] = name.split('.');
        expect(Object.keys(contract.components.schemas[schema]?.properties ?? {}), name).toContain(property);
        expect(reason.length).toBeGreaterThan(10);
      }
    },
  );
  test('every operation that has to answer 402 or 404 exists', () => {
    const known = Object.values(contract.paths).flatMap((item) =>
      Object.values(item).map(({ operationId }) => operationId),
    );
    const { operations } = definition('jettson-required-errors').then.functionOptions as {
      operations: Record<string, string[]>;
    };
    for (const id of Object.values(operations).flat()) expect(known).toContain(id);
  });
});

describe('stock rules are errors, or off with the reason beside them', () => {
  test('every rule of spectral:oas for OpenAPI 3.1 is decided', async () => {
    const [[oas]] = ruleset['extends'] as [
      [{ rules: Record<string, { formats?: { displayName: string }[] }> }],
    ];
    const applies = Object.entries(oas.rules)
      .filter(
        ([, { formats }]) => !formats || formats.some(({ displayName }) => /3\.(?:x|1)/.test(displayName)),
      )
      .map(([id]) => id);
    expect(
      Object.keys(declared)
        .filter((id) => !ids.includes(id))
        .sort(),
    ).toEqual(applies.sort());
  });
  test('none is anything but an error or off', () => {
    for (const [id, value] of Object.entries(declared))
      if (!ids.includes(id)) expect(['error', 'off'], id).toContain(value);
  });
  test.each(['spectral.yaml', 'redocly.yaml'])(
    'every rule that is off in %s has its reason on the line',
    (file) => {
      const off = readFileSync(join(root, file), 'utf8')
        .split('\n')
        .filter((line) => /^ {2}\S+: off\b/.test(line));
      for (const line of off) expect(line).toMatch(/: off # .{10,}/);
      expect(off.length).toBeGreaterThan(0);
    },
  );
});

test('no function is slow on a long text: 300,000 hostile characters in every place a rule reads', async () => {
  const shapes = [
    'a'.repeat(300_000),
    'a_'.repeat(150_000),
    'aB'.repeat(150_000),
    `jett_sk_test_${'ab'.repeat(150_000)}c`,
    'eyJ'.repeat(100_000),
    '-'.repeat(300_000),
  ];
  const rules = ruleset['rules'] as Record<string, RuleDefinition>;
  const own = Object.fromEntries(ids.map((id) => [id, rules[id]]));
  const lint = await createHouseLint({ ...ruleset, extends: [], rules: own });
  for (const text of shapes) {
    const hostile = {
      openapi: '3.1.0',
      info: { title: text, description: text },
      tags: [{ name: text, description: text }],
      paths: {
        [`/${text}`]: {
          get: {
            operationId: text,
            summary: text,
            description: text,
            tags: [text],
            parameters: [
              { name: text, in: 'query', description: text, schema: { type: 'string', enum: [text] } },
            ],
            responses: {
              '200': {
                description: text,
                content: { 'application/json': { schema: { $ref: `#/components/schemas/${text}` } } },
              },
            },
          },
        },
      },
      components: {
        schemas: {
          [text]: {
            description: text,
            'x-sunset': text,
            properties: { [text]: { type: text, description: text, enum: [text] } },
          },
        },
      },
    };
    expect((await lint(JSON.stringify(hostile))).length).toBeGreaterThan(0);
  }
});
