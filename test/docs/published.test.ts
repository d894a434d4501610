// Sentences of the published pages that this page keeps: the ledger in openapi/promises.yaml names these tests.
import { expect, test } from 'vitest';
import { expectedOperations, readBundle, renderedDocs } from './bundle.js';

const { html } = await renderedDocs();
const bundle = await readBundle();

/** The words of one section of the page. */
function words(id: string): string {
  const from = html.indexOf(`<section class="op guide" id="${id}"`);
  return html
    .slice(from, html.indexOf('</section>', from))
    .replace(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
}

test('the page tells how to authenticate, where keys are made and how they are shaped', () => {
  const text = words('authentication');
  expect(text).toContain('Authorization: Bearer');
  expect(text).toContain('/console/api-keys');
  expect(text).toContain('jett_sk_');
  expect(text).toContain('JETTSON_API_KEY');
});

test('every error code has one entry in the catalogue', () => {
  const known = bundle.components.schemas['ErrorCode']?.anyOf?.[0]?.enum ?? [];
  const seen = expectedOperations(bundle).flatMap(({ codes }) => codes);
  const entries = [...html.matchAll(/<tr id="error-([a-z_]+)"><th scope="row"><a href="#error-\1">\1<\/a>/g)];
  expect(entries.map((match) => match[1]).toSorted()).toEqual([...new Set([...known, ...seen])].toSorted());
  expect(known.length).toBeGreaterThan(10);
});

test('the overview says what v1 does not offer', () => {
  const text = words('overview');
  const missing = text.slice(text.indexOf('What v1 does not offer'));
  for (const feature of ['API-key management', 'Webhooks', 'Streaming progress', 'custom tools'])
    expect(missing).toContain(feature);
});

test('the page leads to the SDKs, the reference of each operation and the memory concepts', () => {
  expect(html).toContain('href="https://github.com/jettsondev/jettson-sdk-python"');
  expect(words('quickstart')).toContain('npm install @jettson/api');
  for (const { id } of expectedOperations(bundle)) expect(html).toContain(`<li><a href="#${id}">`);
  expect(html).toContain(
    '<dt>Concepts</dt><dd><a href="#group-agents">Agents</a>, <a href="#group-memory">Memory</a>',
  );
});
