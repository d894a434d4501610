import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { objects } from '../../../src/gate/operations/objects.js';

const require = createRequire(import.meta.url);

interface Definition {
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly $ref?: string;
  readonly [keyword: string]: unknown;
}

/** The official metaschemas, from the packages that carry them. */
function metaschema(version: '3.0' | '3.1'): Readonly<Record<string, Definition>> {
  const entry = require.resolve('@hyperjump/json-schema/openapi-3-1');
  const folder = dirname(entry);
  const file =
    version === '3.1' ? join(folder, 'schema.js') : join(dirname(folder), 'openapi-3-0', 'schema.js');
  expect(existsSync(file)).toBe(true);
  const source = readFileSync(file, 'utf8').replace(/^export default/m, 'return');
  const schema = new Function(source)() as Definition & {
    readonly $defs?: Record<string, Definition>;
    readonly definitions?: Record<string, Definition>;
  };
  return { document: schema, ...(schema.$defs ?? schema.definitions) };
}

/** Definition in the metaschema → kind in our table. Left out: helpers that describe no object of their own. */
const kinds: Readonly<Record<string, keyof typeof objects>> = {
  document: 'document',
  info: 'info',
  contact: 'contact',
  license: 'license',
  server: 'server',
  'server-variable': 'serverVariable',
  components: 'components',
  'path-item': 'pathItem',
  operation: 'operation',
  'external-documentation': 'externalDocs',
  parameter: 'parameter',
  'request-body': 'requestBody',
  'media-type': 'mediaType',
  encoding: 'encoding',
  response: 'response',
  example: 'example',
  link: 'link',
  header: 'header',
  tag: 'tag',
  'security-scheme': 'securityScheme',
  'oauth-flows': 'oauthFlows',
  Info: 'info',
  Contact: 'contact',
  License: 'license',
  Server: 'server',
  ServerVariable: 'serverVariable',
  Components: 'components',
  PathItem: 'pathItem',
  Operation: 'operation',
  ExternalDocumentation: 'externalDocs',
  Parameter: 'parameter',
  RequestBody: 'requestBody',
  MediaType: 'mediaType',
  Encoding: 'encoding',
  Response: 'response',
  Example: 'example',
  Link: 'link',
  Header: 'header',
  Tag: 'tag',
  APIKeySecurityScheme: 'securityScheme',
  HTTPSecurityScheme: 'securityScheme',
  OAuth2SecurityScheme: 'securityScheme',
  OpenIdConnectSecurityScheme: 'securityScheme',
  OAuthFlows: 'oauthFlows',
  ImplicitOAuthFlow: 'oauthFlow',
  PasswordOAuthFlow: 'oauthFlow',
  ClientCredentialsFlow: 'oauthFlow',
  AuthorizationCodeOAuthFlow: 'oauthFlow',
};

/** Every field a definition names, in whatever keyword it does so. */
function fieldsOf(definition: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof definition !== 'object' || definition === null) return found;
  for (const [keyword, value] of Object.entries(definition)) {
    if (keyword === '$defs' || keyword === 'definitions' || keyword === 'not') continue;
    if (keyword === 'properties' && typeof value === 'object' && value !== null)
      for (const name of Object.keys(value)) found.add(name);
    else if (['allOf', 'anyOf', 'oneOf'].includes(keyword) && Array.isArray(value))
      for (const part of value) fieldsOf(part, found);
    else if (['then', 'else', 'if'].includes(keyword)) fieldsOf(value, found);
    else if (keyword === 'dependentSchemas' && typeof value === 'object' && value !== null)
      for (const part of Object.values(value)) fieldsOf(part, found);
  }
  return found;
}

describe.each(['3.0', '3.1'] as const)('OpenAPI %s', (version) => {
  test('every field of every object is compared by a rule, or is an annotation with a reason', () => {
    const definitions = metaschema(version);
    let fields = 0;
    for (const [name, definition] of Object.entries(definitions)) {
      const kind = kinds[name];
      if (kind === undefined) continue;
      const ours: Readonly<Record<string, { readonly verdict: object }>> = objects[kind];
      for (const field of fieldsOf(definition)) {
        // The metaschema's own slip: a link's server stands there as `body`, which no version of the text has.
        if (kind === 'link' && field === 'body') continue;
        fields++;
        const verdict = ours[field]?.verdict;
        expect(verdict, `${name}.${field} has no verdict in src/gate/operations/objects.ts`).toBeDefined();
        expect(Object.values(verdict ?? {})[0]).toMatch(/\w/);
      }
    }
    expect(fields).toBeGreaterThan(80);
  });
});

test('the rules that the table names exist', () => {
  const rules = join(import.meta.dirname, '../../../src/gate/rules');
  for (const fields of Object.values(objects))
    for (const field of Object.values(fields) as { readonly verdict: Readonly<Record<string, string>> }[])
      for (const [, id = ''] of (field.verdict['compared'] ?? '').matchAll(/\b([a-z]+(?:-[a-z]+){1,4})\b/g))
        if (/-(changed|removed|added|required|renamed)$/.test(id))
          expect(existsSync(join(rules, `${id}.ts`)), `${id} is named in objects.ts`).toBe(true);
});
