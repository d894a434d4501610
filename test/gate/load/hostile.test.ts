import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

import { compare } from '../../../src/gate/compare.js';
import { LoadError, load } from '../../../src/gate/load.js';

const folder = mkdtempSync(join(tmpdir(), 'gate-load-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let number = 0;
/** Writes files into a folder of their own and gives the path of the first. */
function files(all: Readonly<Record<string, string | Uint8Array>>): string {
  const own = join(folder, String(number++));
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(dirname(join(own, name)), { recursive: true });
    writeFileSync(join(own, name), content);
  }
  return join(own, Object.keys(all)[0] ?? '');
}

async function refusal(path: string): Promise<LoadError> {
  const error = await load(path, { cwd: dirname(path) }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(LoadError);
  return error as LoadError;
}

const start = 'openapi: 3.1.1\ninfo: { title: T, version: 1.0.0 }\n';
const withRef = (reference: string) =>
  `${start}paths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: ok\n          content:\n            application/json:\n              schema:\n                $ref: '${reference}'\n`;

const refused = [
  {
    name: 'an empty file',
    file: { 'a.yaml': '' },
    says: /a\.yaml:1:1: the file is empty\. .*openapi: 3\.1\.1/,
  },
  { name: 'blanks only', file: { 'a.json': ' \r\n ' }, says: /a\.json:1:1: the file is empty/ },
  {
    name: 'Swagger 2.0',
    file: { 'a.yaml': 'swagger: "2.0"\ninfo: {}\n' },
    says: /a\.yaml:1:1: this is Swagger "2\.0"/,
  },
  {
    name: 'OpenAPI 3.2',
    file: { 'a.yaml': 'openapi: 3.2.0\npaths: {}\n' },
    says: /a\.yaml:1:1: OpenAPI 3\.2\.0 is not read yet/,
  },
  {
    name: 'a version that is a number',
    file: { 'a.yaml': 'openapi: 3.1\npaths: {}\n' },
    says: /a\.yaml:1:1: `openapi` must be a string/,
  },
  {
    name: 'a version nobody made',
    file: { 'a.json': '{"openapi":"4.0.0"}' },
    says: /a\.json:1:2: `openapi: 4\.0\.0` is no version/,
  },
  { name: 'something else', file: { 'a.yaml': 'name: x\n' }, says: /it has no `openapi`/ },
  { name: 'a list', file: { 'a.yaml': '- a\n' }, says: /this is not an OpenAPI document/ },
  {
    name: 'a document without parts',
    file: { 'a.yaml': start },
    says: /neither `paths` nor `components` nor `webhooks`/,
  },
  {
    name: 'YAML that is none',
    file: { 'a.yaml': `${start}paths: [\n` },
    says: /a\.yaml:\d+:\d+: this is not YAML/,
  },
  {
    name: 'JSON that is none',
    file: { 'a.json': '{\n  "openapi": "3.1.1",\n  }' },
    says: /a\.json:3:3: this is not JSON: unexpected "}"/,
  },
  {
    name: 'JSON that ends early',
    file: { 'a.json': '{"openapi": "3.1.1"' },
    says: /a\.json:1:20: this is not JSON: the file ends too early/,
  },
  {
    name: 'a name twice in YAML',
    file: { 'a.yaml': `${start}paths: {}\npaths: {}\n` },
    says: /a\.yaml:4:1: a name stands twice/,
  },
  {
    name: 'a name twice in JSON',
    file: { 'a.json': '{"openapi":"3.1.1",\n"paths":{},\n"x":{"a":1, "a":2}}' },
    says: /a\.json:3:13: the name "a" stands twice/,
  },
  {
    name: 'a name twice, once escaped',
    file: { 'a.json': '{"openapi":"3.1.1","paths":{},"x":{"a":1,"\\u0061":2}}' },
    says: /the name "a" stands twice/,
  },
  {
    name: 'bytes that are not UTF-8',
    file: { 'a.yaml': Buffer.from([0x61, 0x0a, 0xff, 0xfe, 0x3a]) },
    says: /a\.yaml:2:1: these bytes are not UTF-8/,
  },
  { name: 'UTF-16', file: { 'a.yaml': Buffer.from(`\ufeff${start}`, 'utf16le') }, says: /this is UTF-16/ },
  {
    name: 'a reference to an address',
    file: { 'a.yaml': withRef('https://example.com/a.yaml') },
    says: /a\.yaml:\d+:\d+: `\$ref: https:\/\/example\.com\/a\.yaml` leads to another place/,
  },
  {
    name: 'a reference to a file address',
    file: { 'a.yaml': withRef('file:///etc/passwd') },
    says: /leads to another place/,
  },
  {
    name: 'a reference without a scheme',
    file: { 'a.yaml': withRef('//example.com/a') },
    says: /leads to another place/,
  },
  { name: 'an absolute path', file: { 'a.yaml': withRef('/etc/passwd') }, says: /is an absolute path/ },
  {
    name: 'a path out of the folder',
    file: { 'in/a.yaml': withRef('../b.yaml'), 'b.yaml': 'type: string\n' },
    says: /leads out of the document's folder/,
  },
  {
    name: 'an encoded path out of the folder',
    file: { 'in/a.yaml': withRef('%2e%2e/b.yaml'), 'b.yaml': 'type: string\n' },
    says: /leads out of the document's folder/,
  },
  {
    name: 'a part that is not there',
    file: { 'a.yaml': withRef('b.yaml') },
    says: /a\.yaml:\d+:\d+: `\$ref: b\.yaml` leads to no file/,
  },
  {
    name: 'nothing at the pointer',
    file: { 'a.yaml': withRef('#/components/schemas/X') },
    says: /a\.yaml:\d+:\d+: `\$ref: .*` leads to nothing/,
  },
  {
    name: 'nothing at the pointer in a part',
    file: { 'a.yaml': withRef('b.yaml#/X'), 'b.yaml': 'Y: {}\n' },
    says: /leads to nothing in that file/,
  },
  {
    name: 'a reference to itself',
    file: {
      'a.yaml': `${withRef('#/components/schemas/A')}components:\n  schemas:\n    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n`,
    },
    says: /leads back to itself/,
  },
  {
    name: 'an object of the wrong shape',
    file: { 'a.yaml': `${start}paths:\n  /a:\n    get:\n      parameters: q\n` },
    says: /a\.yaml:6:7: `parameters` must be an array, not a string/,
  },
  {
    name: 'a schema that is none',
    file: { 'a.yaml': `${start}paths: {}\ncomponents: { schemas: { A: [] } }\n` },
    says: /a schema: an object or a boolean belongs here, not an empty array: an object without members is `\{\}`/,
  },
  { name: 'an alias within itself', file: { 'a.yaml': `${start}paths: &p { /a: *p }\n` }, says: /alias/ },
  {
    name: 'a number without a value',
    file: { 'a.yaml': `${start}paths: {}\nx-s: ['.inf', ".nan"]\nx-n: { a: 1, b: [-.INF] }\n` },
    says: /a\.yaml:5:18: this number has no value in JSON/,
  },
  {
    name: 'a number that is too large',
    file: { 'a.json': `{ "openapi": "3.1.1", "x-s": "1e999",\n  "x-n": [1e308, -1e309] }` },
    says: /a\.json:2:18: the number -1e309 is larger than programs read/,
  },
  {
    name: 'comments only',
    file: { 'a.yaml': '# to do\n' },
    says: /a\.yaml:1:1: the file holds comments only/,
  },
  {
    name: 'two documents',
    file: { 'a.yaml': `${start}paths: {}\n---\nb: 1\n` },
    says: /a\.yaml:5:1: a second document begins here/,
  },
  {
    name: 'two documents, the second without content',
    file: { 'a.yaml': `${start}paths: {}\n---\n` },
    says: /a\.yaml:4:1: a second document begins here/,
  },
  {
    name: 'a list as a name',
    file: { 'a.yaml': `${start}paths: { /a: {} }\nx-a: { b: [c], ? [a, b] : c }\n` },
    says: /a\.yaml:4:18: a list or an object stands where a name belongs/,
  },
  {
    name: 'a thousand levels of YAML',
    file: { 'a.yaml': `${start}paths: {}\nx-a: ${'['.repeat(1001)}${']'.repeat(1001)}\n` },
    says: /a\.yaml:4:1005: this nests deeper than 1000 levels/,
  },
] as const;

describe('refused with file, line and a way out', () => {
  test.each(refused)('$name', async ({ file, says }) => {
    const error = await refusal(files(file));
    expect(error.message).toMatch(says);
    expect(error.message).not.toMatch(/\n\s+at /);
    expect(error.message.split('. ').length).toBeGreaterThan(1);
  });

  test('an address, a missing file, a folder, a revision that is an option', async () => {
    expect((await refusal('https://example.com/openapi.yaml')).message).toMatch(/uses no network/);
    expect((await refusal(join(folder, 'missing.yaml'))).message).toMatch(/there is no such file/);
    expect((await refusal(folder)).message).toMatch(/this is not a file/);
    expect((await refusal('git:--output=x:a.yaml')).message).toMatch(/this is not a revision/);
  });

  test('a symbolic link that leads out of the folder', async () => {
    const path = files({ 'in/a.yaml': withRef('link.yaml'), 'b.yaml': 'type: string\n' });
    symlinkSync(join(dirname(path), '../b.yaml'), join(dirname(path), 'link.yaml'));
    expect((await refusal(path)).message).toMatch(/leads out of the document's folder/);
  });

  test('aliases that expand to millions of values', async () => {
    const lines = Array.from({ length: 9 }, (_, level) => {
      const below = level === 0 ? '1' : Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ');
      return `x-a${level}: &a${level} [${below}]`;
    });
    const error = await refusal(files({ 'a.yaml': `${start}paths: {}\n${lines.join('\n')}\n` }));
    expect(error.message).toMatch(/aliases expand to \d+ values/);
  });

  test('flow collections 100,000 deep, in JSON that is none and in YAML', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    await refusal(files({ 'a.json': deep }));
    await refusal(files({ 'a.yaml': `${start}paths: {}\nx-deep: ${deep}\n` }));
  });
});

describe('read as it is meant', () => {
  test('a byte order mark, CRLF and YAML in a file without a name that says so', async () => {
    const path = files({
      a: `\ufeff${withRef('#/components/schemas/A')}components: { schemas: { A: { type: string } } }\n`.replace(
        /\n/g,
        '\r\n',
      ),
    });
    expect(await load(path)).toMatchObject({ openapi: '3.1.1' });
  });

  test('a document and itself with CRLF are the same', async () => {
    const text = `${withRef('#/components/schemas/A')}components: { schemas: { A: { type: string } } }\n`;
    const one = await load(files({ 'a.yaml': text }));
    const other = await load(files({ 'a.yaml': text.replace(/\n/g, '\r\n') }));
    expect((await compare(one, other)).findings).toEqual([]);
  });

  test('`__proto__` and `constructor` are names like any other', async () => {
    const document = (type: string) =>
      `{"openapi":"3.1.1","paths":{"/a":{"get":{"responses":{"200":{"description":"ok","content":{"application/json":{"schema":{"type":"object","required":["__proto__"],"properties":{"__proto__":{"type":"${type}"},"constructor":{"type":"string"}}}}}}}}}}}`;
    const base = await load(files({ 'a.json': document('string') }));
    const head = await load(files({ 'a.json': document('integer') }));
    expect((await compare(base, base)).findings).toEqual([]);
    const [finding] = (await compare(base, head)).findings;
    expect(finding).toMatchObject({ rule: 'type-changed', level: 'breaking' });
    expect(finding?.base?.pointer).toMatch(/__proto__\/type$/);
    expect(Object.getPrototypeOf({})).toBe(Object.prototype);
  });

  test('several files become one document, and lines lead into the hand-written parts', async () => {
    const all = (type: string) => ({
      'openapi.yaml': `${start}paths:\n  /a:\n    $ref: paths/a.yaml\n`,
      'paths/a.yaml': `get:\n  operationId: getA\n  responses:\n    '200':\n      description: ok\n      content:\n        application/json:\n          schema:\n            $ref: '../schemas/Thing.yaml'\n`,
      'schemas/Thing.yaml': `type: object\nproperties:\n  self:\n    $ref: './Thing.yaml'\n  id:\n    type: ${type}\n`,
    });
    const base = await load(files(all('string')), { cwd: folder });
    const head = await load(files(all('integer')), { cwd: folder });
    const findings = (await compare(base, head)).findings.filter(({ level }) => level === 'breaking');
    expect(findings).toHaveLength(1);
    expect(findings[0]?.operations).toEqual(['getA']);
    expect(findings[0]?.head).toMatchObject({
      line: 6,
      pointer: '/components/schemas/Thing/properties/id/type',
    });
    expect(findings[0]?.head?.file).toMatch(/schemas\/Thing\.yaml$/);
  });

  test('the parts under their component names are the same document as the bundle', async () => {
    const split = await load(
      files({
        'openapi.yaml': `${start}paths:\n  /a:\n    get:\n      responses:\n        '200':\n          description: ok\n          content: { application/json: { schema: { $ref: './schemas/A.yaml' } } }\ncomponents:\n  schemas:\n    A: { $ref: './schemas/A.yaml' }\n`,
        'schemas/A.yaml': `type: object\nproperties: { b: { $ref: 'B.yaml#/deep/B' } }\n`,
        'schemas/B.yaml': `deep: { B: { type: string } }\n`,
      }),
    );
    expect(split).toMatchObject({
      paths: {
        '/a': {
          get: {
            responses: {
              200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } } },
            },
          },
        },
      },
      components: {
        schemas: { A: { properties: { b: { $ref: '#/components/schemas/B' } } }, B: { type: 'string' } },
      },
    });
  });

  test('a revision is read from git, with its parts', async () => {
    const path = files({ 'api/a.yaml': withRef('parts/b.yaml'), 'api/parts/b.yaml': 'type: string\n' });
    const cwd = dirname(dirname(path));
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
        cwd,
        stdio: 'pipe',
      });
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'a');
    writeFileSync(join(cwd, 'api/parts/b.yaml'), 'type: integer\n');
    const base = await load('git:HEAD:api/a.yaml', { cwd });
    const head = await load('api/a.yaml', { cwd });
    const [finding] = (await compare(base, head)).findings;
    expect(finding).toMatchObject({
      rule: 'type-changed',
      base: { file: 'git:HEAD:api/parts/b.yaml', line: 1 },
      head: { file: 'api/parts/b.yaml', line: 1 },
    });
    expect((await refusal('git:HEAD:missing.yaml')).message).toMatch(/git does not have it|is not a/);
  });

  test('schemas 100,000 deep, inline and through references, end', async () => {
    const inline = (leaf: string) =>
      `{"openapi":"3.1.1","paths":{},"components":{"schemas":{"A":${'{"properties":{"a":'.repeat(100_000)}{"type":"${leaf}"}${'}}'.repeat(100_000)}}}}`;
    const used = (leaf: string) =>
      inline(leaf).replace(
        '"paths":{}',
        '"paths":{"/a":{"get":{"responses":{"200":{"description":"ok","content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}}}}}}',
      );
    const base = await load(files({ 'a.json': used('string') }));
    const head = await load(files({ 'a.json': used('integer') }));
    expect((await compare(base, base)).findings).toEqual([]);
    const report = await compare(base, head);
    expect(report.verdict).toBe('blocked');
  });
});
