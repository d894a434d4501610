import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readContract } from '../../src/mock/contract.js';
import { readBundle, readyMade, scenarioNames } from '../../src/mock/files.js';
import { createPlayer } from '../../src/mock/player.js';
import { BadScenario, readScenario } from '../../src/mock/scenario.js';
import { tiny } from './tiny.js';

const contract = readContract(tiny());

function refusal(steps: string, head = 'name: s\nplays: p\nsteps:\n'): string[] {
  try {
    readScenario(head + steps, 's.yaml', contract);
  } catch (error) {
    if (error instanceof BadScenario) return error.message.split('\n');
    throw error;
  }
  return [];
}

const bad = [
  {
    what: 'an unknown operation',
    steps: '  - { on: putNoet }',
    says: 's.yaml:4  no operation is called putNoet. Did you mean putNote?',
  },
  { what: 'no operation', steps: '  - { answer: x }', says: 's.yaml:4  a step needs on: <operation>' },
  {
    what: 'an unknown example',
    steps: '  - on: putNote\n    answer: ordnary',
    says: 's.yaml:5  putNote has no example ordnary. Did you mean ordinary?',
  },
  {
    what: 'an example of another operation',
    steps: '  - { on: putNote, answer: listNotes.first-page }',
    says: /^s\.yaml:4 {2}putNote has no example listNotes\.first-page\./,
  },
  {
    what: 'an undocumented status',
    steps: '  - { on: putNote, status: 503 }',
    says: 's.yaml:4  putNote documents no 503: it has 201, 400, 401, 429 (others only with fault: html-page)',
  },
  {
    what: 'an unknown fault',
    steps: '  - { on: putNote, fault: resett }',
    says: /^s\.yaml:4 {2}no fault is called resett\. Did you mean reset/,
  },
  {
    what: 'a fault named like a member of every object',
    steps: '  - { on: putNote, fault: toString }',
    says: /^s\.yaml:4 {2}no fault is called toString/,
  },
  {
    what: 'an unknown key of a step',
    steps: '  - on: putNote\n    anser: ordinary',
    says: 's.yaml:5  a step has no anser. Did you mean answer?',
  },
  {
    what: 'an unknown parameter',
    steps: '  - on: listNotes\n    when:\n      query: { limt: 5 }',
    says: 's.yaml:6  listNotes has no query parameter limt. Did you mean limit?',
  },
  {
    what: 'an unknown place',
    steps: '  - { on: listNotes, when: { querry: {} } }',
    says: 's.yaml:4  when knows path, query, headers and body, not querry',
  },
  {
    what: 'same without an earlier step',
    steps: '  - { on: putNote, same: X-Once }',
    says: 's.yaml:4  same compares with an earlier step of putNote, and there is none',
  },
  {
    what: 'a repeat of nothing',
    steps: '  - { on: putNote, repeat: 0 }',
    says: 's.yaml:4  repeat is a whole number from 1 to 1000000',
  },
  {
    what: 'a delay without end',
    steps: '  - { on: putNote, delay_ms: 1e12 }',
    says: 's.yaml:4  delay_ms is a whole number from 0 to 600000',
  },
  {
    what: 'a header that cannot be sent',
    steps: '  - { on: putNote, headers: { "a b": 1 } }',
    says: 's.yaml:4  a b is not a header that can be sent',
  },
  {
    what: 'a header with a line break',
    steps: '  - { on: putNote, headers: { a: "1\\r\\nb: 2" } }',
    says: 's.yaml:4  a is not a header that can be sent',
  },
  {
    what: 'a header that is a mapping',
    steps: '  - { on: putNote, headers: { a: { b: 1 } } }',
    says: 's.yaml:4  a is not a header that can be sent',
  },
  {
    what: "a length that is not the body's",
    steps: '  - { on: putNote, headers: { Content-Length: 5 } }',
    says: "s.yaml:4  Content-Length is the mock's own: fault: truncate cuts a body",
  },
  {
    what: 'a status that is a text',
    steps: '  - { on: putNote, status: "201" }',
    says: 's.yaml:4  status is a number',
  },
  {
    what: 'pieces without a drip',
    steps: '  - { on: putNote, chunk_bytes: 4 }',
    says: 's.yaml:4  chunk_bytes is a member of fault: drip',
  },
  {
    what: 'a tag that nobody knows',
    steps: '  - { on: !!js/function putNote }',
    says: /^s\.yaml:4 {2}Unresolved tag/,
  },
  {
    what: 'a second document',
    steps: '  - { on: putNote }\n---\nname: t',
    says: 's.yaml:5  a scenario is one document: it has no second after ---',
  },
  {
    what: 'a step that is a text',
    steps: '  - putNote',
    says: 's.yaml:4  a step is a mapping: { on: <operation>, answer: <operation>.<case> }',
  },
  { what: 'broken YAML', steps: '  - { on: putNote', says: /^s\.yaml:\d+ {2}/ },
] as const;
test.each(bad)('a scenario with $what is refused with its line and a way out', ({ steps, says }) => {
  const [first] = refusal(steps);
  if (typeof says === 'string') expect(first).toBe(says);
  else expect(first).toMatch(says);
});

test.each([
  { what: 'nested a hundred thousand deep', text: '['.repeat(100_000) },
  {
    what: 'with a hundred thousand steps',
    text: `name: s\nplays: p\nsteps:\n${'  - { on: x }\n'.repeat(60_000)}`,
  },
  {
    what: 'that unfolds for ever',
    text: `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghi'].map((name, index) => `${name}: &${name} [${`*${'abcdefghi'[index]},`.repeat(9)}]`).join('\n')}`,
  },
])('a scenario $what is refused', ({ text }) => {
  expect(() => readScenario(text, 's.yaml', contract)).toThrow(BadScenario);
});

test('every problem of a scenario is told at once', () => {
  expect(refusal('  - { on: a }\n  - { on: b }')).toHaveLength(2);
});

test('a scenario called other than its file is refused', () => {
  expect(refusal('  - { on: putNote }', 'name: t\nplays: p\nsteps:\n')).toEqual([
    's.yaml:1  the scenario is called t but its file s: give both one name',
  ]);
});

const malformed = [
  '',
  'null',
  '[]',
  'text',
  'name: s\nplays: p',
  'name: s\nplays: p\nsteps: []',
  `a: &a [${'*a,'.repeat(3)}]`,
];
test.each(malformed)('%j is no scenario', (text) => {
  expect(() => readScenario(text, 's.yaml', contract)).toThrow(BadScenario);
});

const seen = {
  path: {},
  query: new URLSearchParams(),
  headers: {} as Record<string, string>,
  body: undefined,
};
function operation(id: string) {
  const found = contract.operations.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
}
const play = (steps: string) =>
  createPlayer(readScenario(`name: s\nplays: p\nsteps:\n${steps}`, 's.yaml', contract));

test('steps of one operation run in order, each as often as it says, and then no more', () => {
  const player = play(
    '  - { on: putNote, answer: busy, repeat: 2 }\n  - { on: listNotes }\n  - { on: putNote, answer: ordinary }',
  );
  const put = () => player.next({ ...seen, operation: operation('putNote') })?.example?.case;
  expect([put(), put(), put(), put()]).toEqual(['busy', 'busy', 'ordinary', undefined]);
  expect(player.unplayed()).toEqual(['s.yaml:5  the step on listNotes never ran']);
});

test('a step that ran too rarely is told with both numbers', () => {
  const player = play('  - { on: putNote, repeat: 3 }');
  player.next({ ...seen, operation: operation('putNote') });
  expect(player.unplayed()).toEqual(['s.yaml:4  the step on putNote ran 1 of 3 times']);
});

test('a step that repeats always is played once it ran', () => {
  const player = play('  - { on: putNote, repeat: always }');
  expect(player.unplayed()).toHaveLength(1);
  for (let round = 0; round < 3; round++)
    expect(player.next({ ...seen, operation: operation('putNote') })).toBeDefined();
  expect(player.unplayed()).toEqual([]);
});

test('when compares parameters as text, headers without regard to case, and members of the body', () => {
  const player = play(
    '  - on: putNote\n    when: { headers: { X-Once: 1 }, body: { key: k, value: null } }\n  - { on: listNotes, when: { query: { limit: 5, cursor: null } } }',
  );
  const put = (headers: Record<string, string>, body: unknown) =>
    player.next({ ...seen, headers, body, operation: operation('putNote') });
  expect(put({}, { key: 'k', value: null })).toBeUndefined();
  expect(put({ 'x-once': '1' }, { key: 'k' })).toBeUndefined();
  expect(put({ 'x-once': '1' }, { key: 'k', value: null, more: 1 })).toBeDefined();
  const list = (query: string) =>
    player.next({ ...seen, query: new URLSearchParams(query), operation: operation('listNotes') });
  expect(list('limit=5&cursor=c')).toBeUndefined();
  expect(list('limit=5')).toBeDefined();
});

test('same holds only where the header repeats what it was', () => {
  const player = play('  - { on: putNote }\n  - { on: putNote, same: X-Once, answer: busy }');
  const put = (once: string) =>
    player.next({ ...seen, headers: { 'x-once': once }, operation: operation('putNote') });
  expect(put('a')).toBeDefined();
  expect(put('b')).toBeUndefined();
  expect(put('a')?.example?.case).toBe('busy');
});

const jettson = readContract(readBundle());
const folder = new URL('../../src/mock/scenarios/', import.meta.url);
test.each(readdirSync(folder))('%s can be played, and its name is that of its file', (file) => {
  const scenario = readScenario(readFileSync(new URL(file, folder), 'utf8'), file, jettson);
  expect(`${scenario.name}.yaml`).toBe(file);
  expect(readyMade(scenario.name).text).toContain(scenario.name);
  expect(scenarioNames()).toContain(scenario.name);
});
