// Foreign text leaves every format intact: it can neither add structure nor hide any.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import ajvFormats from 'ajv-formats';
import { HtmlValidate } from 'html-validate/node';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { github } from '../../../src/gate/report/github.js';
import { html } from '../../../src/gate/report/html.js';
import { commentBytes, markdown } from '../../../src/gate/report/markdown.js';
import { sarif } from '../../../src/gate/report/sarif.js';
import { sizeBytes, visible } from '../../../src/gate/report/visible.js';
import { hostile, hostileReport } from './hostile.js';

const view = {
  base: '1.0.0',
  head: 'openapi.yaml',
  explain: 'npm run gate -- --explain',
  sourceUrl: 'https://github.com/o/r/blob/abc/',
  rulesUrl: 'https://jettson.dev/gate',
};
const views = (text: string) => ({
  ...view,
  problems: [{ exitCode: 3 as const, message: text, file: `w/${text}`, line: 2 }],
});

/** Elements and attributes of an HTML text, in order: its structure without its words. */
function skeleton(text: string): string[] {
  return [...text.matchAll(/<(\/?[a-z][a-z0-9]*)((?:"[^"]*"|[^>"])*)>/gi)]
    .map(
      ([, name, attributes]) =>
        `${name} ${[...`${attributes}`.matchAll(/\s([a-z-]+)=/g)].map((found) => found[1]).join(' ')}`,
    )
    .filter((entry) => !/^\/?(code|pre) /.test(entry)); // backticks make code, line breaks make text to paste
}

const raw =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is what is tested
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const formats = { markdown, github, sarif, html };

describe.each(hostile)('a report full of $name', ({ text }) => {
  test.each(Object.entries(formats))('%s holds no invisible or reordering character', (_, paint) => {
    expect(raw.exec(paint(hostileReport(text), views(text)))).toBeNull();
  });

  test('as Markdown has the structure of a harmless one, no link out, no mention', () => {
    const rendered = marked.parse(markdown(hostileReport(text), views(text)), { async: false });
    const names = new Set(skeleton(rendered).map((entry) => entry.split(' ')[0]));
    const allowed = 'p strong em h3 h4 code pre ol ul li br a details summary'.split(' ');
    expect(
      [...names].map((name) => name?.replace('/', '')).filter((name) => !allowed.includes(`${name}`)),
    ).toEqual([]);
    const targets = [...rendered.matchAll(/href="([^"]*)"/g)].map((found) => `${found[1]}`);
    expect(
      targets.filter(
        (target) => !/^https:\/\/(github\.com\/o\/r\/blob\/abc|jettson\.dev\/gate)/.test(target),
      ),
    ).toEqual([]);
    expect((rendered.match(/<h4/g) ?? []).length).toBe(2);
    expect((rendered.match(/<details>/g) ?? []).length).toBe(2);
    expect((rendered.match(/<\/details>/g) ?? []).length).toBe(2);
    const outsideCode = rendered.replace(/<code[^>]*>[^<]*<\/code>/g, '').replace(/<[^>]*>/g, '');
    expect(/@\w/.exec(outsideCode)).toBeNull();
  });

  test('as workflow commands is one command per finding, and decodes to the text', () => {
    const lines = github(hostileReport(text), views(text)).split('\n');
    expect(lines.filter((line) => line.startsWith('::')).map((line) => line.slice(0, 8))).toEqual([
      '::error ',
      '::error ',
      '::error ',
      '::warnin',
      '::warnin',
      '::notice',
      '::notice',
    ]);
    expect(lines.filter((line) => !line.startsWith('::') && line !== '')).toHaveLength(1);
    // As the runner reads them: properties up to the first `::`, split at commas, then unescaped.
    const second = /^::error ([^\n]*?)::(.*)$/.exec(`${lines[1]}`);
    const properties = Object.fromEntries(
      `${second?.[1]}`.split(',').map((entry) => entry.split('=') as [string, string]),
    );
    expect(Object.keys(properties)).toEqual(['file', 'line', 'title']);
    expect(properties['line']).toBe('4');
    const message = `${second?.[2]}`.replace(/%0A/g, '\n').replace(/%0D/g, '\r').replace(/%25/g, '%');
    if (text.length < 500) expect(message).toContain(`became required ${visible(text)}`);
  });

  test('as SARIF is valid against the 2.1.0 schema', () => {
    const log: unknown = JSON.parse(sarif(hostileReport(text), views(text)));
    expect(validSarif(log), JSON.stringify(validSarif.errors?.[0])).toBe(true);
  });

  test('as HTML has the structure of a harmless one and is valid', async () => {
    const page = html(hostileReport(text), views(text));
    // A name longer than any path gets no link: everything else is the same.
    const structure = (text: string) => skeleton(text).filter((entry) => !/^\/?a /.test(entry));
    expect(structure(page)).toEqual(structure(html(hostileReport('harmless'), views('harmless'))));
    const result = await validator.validateString(page);
    expect(result.results.flatMap((file) => file.messages.map((m) => `${m.ruleId} ${m.message}`))).toEqual(
      [],
    );
  });

  test('fits a GitHub comment', () => {
    expect(sizeBytes(markdown(hostileReport(text), views(text)))).toBeLessThanOrEqual(commentBytes);
  });
});

const ajv = new Ajv({ strict: false, unicodeRegExp: false }); // the schema's language pattern is no `u` expression
ajvFormats.default(ajv);
const validSarif = ajv.compile(
  JSON.parse(readFileSync(new URL('./sarif-schema-2.1.0.json', import.meta.url), 'utf8')) as object,
);
const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: { 'no-trailing-whitespace': 'off', 'long-title': 'off' },
});

test('the canaries: an unescaped script, a bare mention and a wrong SARIF are seen by the checks above', async () => {
  expect(skeleton('<p>a<script>x</script>')).toContain('script ');
  expect(/@\w/.exec('<p>@owner</p>')).not.toBeNull();
  expect(validSarif({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
  const result = await validator.validateString('<p><div></p>');
  expect(result.valid).toBe(false);
});
