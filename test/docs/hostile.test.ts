// Contracts that somebody else wrote: scripts in their texts, names that collide, shapes without end.
import { marked } from 'marked';
import { expect, test } from 'vitest';
import { HtmlValidate } from 'html-validate';
import { UnreadableContract } from '../../src/docs/contract.js';
import { contractOf, contractWith, pageOf, type Part, sectionOf } from './tiny.js';

const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '<svg/onload=alert(1)>',
  '</style></script><iframe src=https://evil.test>',
  '[go](javascript:alert(1))',
  '[go](JaVaScRiPt&colon;alert(1))',
  '[go](&#106;avascript:alert(1))',
  '[go](data:text/html,<script>alert(1)</script>)',
  '[go](vbscript:alert(1))',
  '[go](//evil.test/x) [go](../x) [go](file:///etc/passwd)',
  '[go](https://user:pass@evil.test)',
  '<javascript:alert(1)>',
  '![pixel](https://evil.test/pixel.png)',
  '[go][1]\n\n[1]: javascript:alert(1)',
  '<a href="javascript:alert(1)">go</a>',
  '<!-- --><style>*{display:none}</style>',
  '`</code><script>alert(1)</script>`',
];

/** The contract with a text in every place that holds one. */
function everywhere(attack: string): Part {
  const schema = {
    type: 'object',
    title: attack,
    description: attack,
    required: [attack],
    properties: {
      [attack]: { type: 'string', description: attack, enum: [attack], default: attack, pattern: attack },
      deprecated: {
        type: attack,
        format: attack,
        deprecated: true,
        'x-sunset': attack,
        'x-replaced-by': attack,
      },
      inferred: { type: 'string', 'x-provenance': attack, 'x-provenance-reason': attack },
    },
  };
  const example = {
    summary: attack,
    value: { [attack]: attack, error: { code: attack } },
    'x-headers': { [attack]: attack },
    'x-request': { query: { [attack]: attack }, headers: { [attack]: attack }, body: { [attack]: attack } },
  };
  const media = { 'application/json': { schema, examples: { [attack]: example } } };
  return contractWith(
    {
      info: { title: attack, version: attack, summary: attack, description: attack },
      servers: [{ url: attack }],
      tags: [{ name: attack, description: attack }],
      components: { securitySchemes: { [attack]: { type: attack, scheme: attack, description: attack } } },
    },
    {
      operationId: attack,
      'x-provenance': 'inferred',
      'x-provenance-reason': attack,
      deprecated: true,
      'x-sunset': attack,
      tags: [attack],
      summary: attack,
      description: attack,
      parameters: [{ name: attack, in: 'query', description: attack, schema }],
      requestBody: { description: attack, content: media },
      responses: {
        200: { description: attack, headers: { [attack]: { description: attack, schema } }, content: media },
        400: { description: attack, content: media },
        [attack]: { description: attack },
      },
    },
  );
}

interface Token {
  readonly type: string;
  readonly href?: string;
}

/** Every token of a Markdown text, at any depth. */
function tokensOf(tree: unknown): Token[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const inner = Object.values(tree).flatMap((value) => (typeof value === 'object' ? tokensOf(value) : []));
  return 'type' in tree ? [tree as Token, ...inner] : inner;
}

const tagsOf = (html: string): string[] => html.match(/<[a-z!][^>]*>/gi) ?? [];

test.each(attacks)('%s stays a text wherever it stands', async (attack) => {
  const { html, markdown } = await pageOf(everywhere(attack));
  const tags = tagsOf(html.replace(/<script>[\s\S]*?<\/script>|<style>[\s\S]*?<\/style>/g, ''));
  expect(html.match(/<script/g)?.length).toBe(1);
  expect(html.match(/<style/g)?.length).toBe(1);
  expect(tags.filter((tag) => /^<(img|svg|iframe|object|embed|form|base|audio|video)\b/i.test(tag))).toEqual(
    [],
  );
  expect(tags.filter((tag) => /\s(on[a-z]+|style|src)\s*=/i.test(tag.replace(/"[^"]*"/g, '""')))).toEqual([]);
  const links = tags.flatMap((tag) => / href="([^"]*)"/.exec(tag)?.[1] ?? []);
  expect(
    links.filter(
      (href) =>
        !/^(#|https:\/\/evil\.test\/?$|https:\/\/github\.com\/jettsondev\/|index\.md$|data:image\/svg)/.test(
          href,
        ),
    ),
  ).toEqual([]);
  const told = tokensOf(marked.lexer(markdown));
  expect(told.filter(({ type }) => type === 'html' || type === 'image')).toEqual([]);
  expect(told.filter(({ href }) => href !== undefined && !/^https?:/.test(href))).toEqual([]);
});

test('a page full of attacks is still valid HTML', async () => {
  const { html } = await pageOf(everywhere(attacks.join(' ')));
  const report = await new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: { 'long-title': 'off' }, // the title is the attacker's
  }).validateString(html);
  expect(
    report.results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId} ${message}`)),
  ).toEqual([]);
});

test('characters that cannot be seen, or that turn the text around, are spelled out', async () => {
  const hidden = 'a\u202eb\u2066c\u0000d\u200be\ufefff\ud800g';
  const { html, markdown } = await pageOf(everywhere(hidden));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  expect(html + markdown).not.toMatch(/[\u0000\u202e\u2066\u200b\ufeff\ud800]/);
  expect(html).toContain('a⟨U+202E⟩b⟨U+2066⟩c');
});

test('Markdown that never ends is shown as a text, in time that grows with its length', async () => {
  const started = process.cpuUsage();
  const { html } = await pageOf(
    contractWith({}, { description: '>'.repeat(20_000), summary: '['.repeat(20_000) }),
  );
  expect(html).toContain('&gt;'.repeat(50));
  expect(process.cpuUsage(started).user / 1e6).toBeLessThan(20);
});

test('names of built-in members are names like any other', async () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const properties = JSON.parse(`{${names.map((name) => `"${name}":{"type":"string"}`).join()}}`) as Part;
  const docs = await pageOf(contractOf({ type: 'object', properties, required: names }));
  for (const name of names) expect(sectionOf(docs, 'listThings')).toContain(`>${name}</a>`);
});

test('an operation that is called like a part of the page gets an address of its own', async () => {
  for (const operationId of ['errors', 'main', 'quickstart', 'contents']) {
    const { html } = await pageOf(contractWith({}, { operationId }));
    expect(html.match(new RegExp(` id="${operationId}"`, 'g'))?.length).toBe(1);
    expect(html).toMatch(new RegExp(`<section class="op" id="${operationId}-[0-9a-f]{6}"`));
  }
});

test('of an enum with 2,000 values twelve are shown and the others folded, none left out', async () => {
  const values = Array.from({ length: 2000 }, (_, index) => `value-${index}`);
  const docs = await pageOf(
    contractOf({ type: 'object', properties: { kind: { type: 'string', enum: values } } }),
  );
  const section = sectionOf(docs, 'listThings');
  expect(section).toContain('<summary>1988 more values</summary>');
  expect(section.match(/<code>value-\d+<\/code>/g)?.length).toBe(2000);
});

test('a recursive type is described once and leads to itself', async () => {
  const node = {
    type: 'object',
    properties: {
      name: { type: 'string' },
      children: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
    },
  };
  const { html } = await pageOf(contractOf({ $ref: '#/components/schemas/Node' }, { Node: node }));
  expect(html.match(/ id="type-Node-name"/g)?.length).toBe(1);
  expect(html).toContain('array of <a href="#type-Node">Node</a>');
});

test('a schema that contains itself without a name is opened once', async () => {
  const pointer = '#/paths/~1things/get/responses/200/content/application~1json/schema';
  const docs = await pageOf(
    contractOf({ type: 'object', properties: { name: { type: 'string' }, next: { $ref: pointer } } }),
  );
  const section = sectionOf(docs, 'listThings');
  expect(section).toContain('id="listThings-200-next-next"');
  expect(section).toContain('Again the same shape');
});

test('a type that doubles at every level ends', async () => {
  const level = (index: number): Part => ({
    type: 'object',
    properties: {
      left: { $ref: `#/components/schemas/L${index + 1}` },
      right: { $ref: `#/components/schemas/L${index + 1}` },
    },
  });
  const schemas = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`L${index}`, level(index)]));
  const { html } = await pageOf(
    contractOf({ $ref: '#/components/schemas/L0' }, { ...schemas, L60: { type: 'string' } }),
  );
  expect(html.length).toBeLessThan(3_000_000);
});

test('a schema of 3,000 levels is cut, and says so', async () => {
  let schema: Part = { type: 'string' };
  for (let level = 0; level < 3000; level += 1) schema = { type: 'object', properties: { a: schema } };
  const { html } = await pageOf(contractOf(schema));
  expect(html).toContain('There are more fields than a page can hold');
});

test('an operation without tag, id, summary and example stands in a group of its own, with a sample', async () => {
  const docs = await pageOf(
    contractWith({ tags: [] }, { tags: undefined, operationId: undefined, summary: undefined }),
  );
  expect(docs.html).toContain('Other operations');
  const section = docs.html.slice(docs.html.indexOf('<h3><a href="#GET-things'));
  expect(section).toContain('The contract has no example of an answer.');
  expect(section).toContain('curl');
});

test('a document that says almost nothing still makes a page', async () => {
  const { html } = await pageOf({ openapi: '3.1.0', paths: {} });
  expect(html).toContain('<h1>API</h1>');
});

const refused = [
  { name: 'no OpenAPI', bundle: { swagger: '2.0' }, says: 'no OpenAPI 3.0 or 3.1 document' },
  { name: 'no object', bundle: [1], says: 'no OpenAPI 3.0 or 3.1 document' },
  {
    name: 'one id twice',
    bundle: contractWith({
      paths: {
        '/a': { get: { operationId: 'same', responses: {} } },
        '/b': { put: { operationId: 'same', responses: {} } },
      },
    }),
    says: 'PUT /b and GET /a have the same operationId, same',
  },
  {
    name: 'an operation that is none',
    bundle: contractWith({ paths: { '/a': { get: 'x' } } }),
    says: 'GET /a is no operation',
  },
  {
    name: 'a reference to nothing',
    bundle: contractOf({ $ref: '#/components/schemas/Gone' }),
    says: '$ref #/components/schemas/Gone points to nothing',
  },
  {
    name: 'a reference to a file',
    bundle: contractOf({ $ref: 'other.yaml#/X' }),
    says: '$ref other.yaml#/X leaves the document: bundle it first',
  },
  {
    name: 'a reference to itself',
    bundle: contractOf({ $ref: '#/components/schemas/A' }, { A: { $ref: '#/components/schemas/A' } }),
    says: '$ref #/components/schemas/A leads to itself',
  },
  {
    name: 'a parameter in no place',
    bundle: contractWith({}, { parameters: [{ name: 'p', in: 'fragment', schema: {} }] }),
    says: 'listThings: parameter p is in fragment',
  },
];

test.each(refused)('$name is refused by name', async ({ bundle, says }) => {
  await expect(pageOf(bundle)).rejects.toThrow(UnreadableContract);
  await expect(pageOf(bundle)).rejects.toThrow(says);
});
