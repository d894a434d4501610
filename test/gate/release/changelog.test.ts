// The changelog: one sentence per finding, saying whose message it is; what people wrote moves along.
import type { Finding } from '../../../src/gate/report/report.js';
import type { Waiver } from '../../../src/gate/waivers.js';
import { expect, test } from 'vitest';
import { entryText, line, notesOf, withRelease } from '../../../src/gate/release/changelog.js';

const finding = (change: Partial<Finding>): Finding => ({
  id: 'f1',
  rule: 'r',
  layer: 'wire',
  level: 'additive',
  message: '`label` is new and optional',
  operations: ['listAgents'],
  surface: 'request.query.label',
  base: null,
  head: null,
  waysOut: [],
  ...change,
});
const waiver: Waiver = {
  finding: 'f1',
  class: 'correction',
  reason: 'the server never took it',
  owner: 'o',
  created: '2026-01-01',
  expires: '2026-04-01',
  file: 'w.yaml',
};
const none = new Map<string, Waiver>();
const entry = (findings: readonly Finding[], waivers = none) => ({
  document: '1.1.0',
  package: '1.3.0',
  date: '2026-06-01',
  findings,
  isFirst: false,
  waivers,
});

const lines = [
  {
    name: 'an addition to a request',
    of: finding({}),
    says: '- Request of `listAgents`: `label` is new and optional.',
  },
  {
    name: 'an addition to a response',
    of: finding({
      surface: 'response.200.body',
      message: '`labels` is new',
      operations: ['getAgent', 'listAgents'],
    }),
    says: '- Response of `getAgent` and `listAgents`: `labels` is new.',
  },
  {
    name: 'a break',
    of: finding({ level: 'breaking', message: 'GET /x is gone', operations: ['getX'], surface: 'operation' }),
    says: '- ⚠️ `getX`: GET /x is gone.',
  },
  {
    name: 'a break that many see',
    of: finding({ level: 'breaking', operations: ['a', 'b', 'c', 'd', 'e', 'f'] }),
    says: '- ⚠️ Request of `a`, `b`, `c`, `d` and 2 more: `label` is new and optional.',
  },
  {
    name: 'a removal whose notice has run',
    of: finding({
      level: 'breaking',
      surface: 'operation',
      message: 'GET /x is gone',
      allowed: 'its notice has run 90 days',
    }),
    says: '- ⚠️ `listAgents`: GET /x is gone. Allowed: its notice has run 90 days.',
  },
  {
    name: 'a line break in a name',
    of: finding({ message: 'a\n## 9.9.9 — owned' }),
    says: '- Request of `listAgents`: a\\n## 9.9.9 — owned.',
  },
] as const;

test.each(lines)('$name is one sentence', ({ of, says }) => {
  expect(line(of)).toBe(says);
});

test('an accepted break says why', () => {
  expect(line(finding({ level: 'breaking', message: '`x` is gone' }), waiver)).toBe(
    '- ⚠️ Request of `listAgents`: `x` is gone. Accepted as correction: the server never took it.',
  );
});

test('a release goes below an empty Unreleased, above the older ones, and takes along what people wrote', () => {
  const before =
    '# Changelog\n\n## Unreleased\n\n### Client\n\n- Retries are counted.\n\n## 1.2.0 — 2026-01-01\n\nAPI 1.0.0.\n';
  expect(withRelease(before, entry([finding({}), finding({ id: 'f2', level: 'docs', layer: 'docs' })]))).toBe(
    '# Changelog\n\n## Unreleased\n\n## 1.3.0 — 2026-06-01\n\nAPI 1.1.0.\n\n### API\n\n- Request of `listAgents`: `label` is new and optional.\n- One text was reworded, at `listAgents`.\n\n### Client\n\n- Retries are counted.\n\n## 1.2.0 — 2026-01-01\n\nAPI 1.0.0.\n',
  );
});

test('a changelog without Unreleased, and none at all, get one', () => {
  expect(withRelease('# Changelog\n\n## 1.0.0 — 2025-01-01\n\nold\n', entry([]))).toBe(
    '# Changelog\n\n## Unreleased\n\n## 1.3.0 — 2026-06-01\n\nAPI 1.1.0.\n\n## 1.0.0 — 2025-01-01\n\nold\n',
  );
  expect(withRelease(undefined, { ...entry([]), isFirst: true })).toBe(
    '# Changelog\n\n## Unreleased\n\n## 1.3.0 — 2026-06-01\n\nAPI 1.1.0.\n\nFirst release of the contract.\n',
  );
});

test('names of code that go stand apart from the API', () => {
  const text = entryText(
    entry([
      finding({
        layer: 'source',
        level: 'breaking',
        surface: 'operation',
        message: 'operation id `a` is now `b`',
      }),
    ]),
  );
  expect(text).toContain('### Generated code\n\n- ⚠️ `listAgents`: operation id `a` is now `b`.');
  expect(text).not.toContain('### API');
});

test('the notes of a version are its section, and only its', () => {
  const text = withRelease('# Changelog\n\n## 1.0.0 — 2025-01-01\n\nold\n', entry([finding({})]));
  expect(notesOf(text, '1.3.0')).toBe(
    'API 1.1.0.\n\n### API\n\n- Request of `listAgents`: `label` is new and optional.\n',
  );
  expect(notesOf(text, '1.0.0')).toBe('old\n');
  expect(notesOf(text, '1.0')).toBeUndefined();
});
