// What the bundle claims about values: this example, this default, this header is one that this schema takes.
import {
  follow,
  isObject,
  list,
  object,
  operations,
  type Path,
  parametersOf,
  text,
} from '../../lint/reading.js';
import { inside, type SchemaPlace, together, typesOf } from '../../lint/schemas.js';
import { formatPointer } from '../pointer.js';

/** A value, and the schema that has to take it. Both are pointers into the bundle. */
export interface Claim {
  /** What the value is, for the message: `the example`, `the default` … */
  readonly what: string;
  readonly schema: string;
  readonly value: unknown;
  readonly at: string;
}

/** Something in an example that no schema describes. */
export interface Stray {
  readonly message: string;
  readonly at: string;
}

export interface Values {
  /** Every schema that stands on its own: components, parameters, headers, bodies without a name. */
  readonly schemas: readonly SchemaPlace[];
  readonly claims: readonly Claim[];
  readonly strays: readonly Stray[];
}

interface Found {
  readonly schemas: SchemaPlace[];
  readonly claims: Claim[];
  readonly strays: Stray[];
}

/** Collects every schema and every claim of a bundle. */
export function collectValues(bundle: unknown): Values {
  const found: Found = { schemas: [], claims: [], strays: [] };
  const components = object(object(bundle)['components']);
  for (const [name, node] of Object.entries(object(components['schemas'])))
    schema(node, ['components', 'schemas', name], found);
  for (const kind of ['parameters', 'headers'])
    for (const [name, node] of Object.entries(object(components[kind])))
      carrier(node, ['components', kind, name], found);
  for (const { operation, path } of operations(bundle)) {
    for (const { parameter, path: at } of parametersOf(bundle, path))
      if (at[0] === 'paths') carrier(parameter, at, found);
    content(object(operation['requestBody'])['content'], [...path, 'requestBody', 'content'], found);
    for (const [status, node] of Object.entries(object(operation['responses']))) {
      const at = [...path, 'responses', status];
      const response = object(node);
      for (const [name, header] of Object.entries(object(response['headers'])))
        if (object(header)['$ref'] === undefined) carrier(header, [...at, 'headers', name], found);
      content(response['content'], [...at, 'content'], found);
      const media = object(object(response['content'])['application/json']);
      messages(
        bundle,
        path,
        status,
        [...at, 'content', 'application/json', 'examples'],
        media['examples'],
        found,
      );
      messages(bundle, path, status, [...at, 'x-examples'], response['x-examples'], found);
    }
  }
  return found;
}

/** A schema, and the values written inside it: its enum, default and examples (JSON Schema 2020-12 validation §9.2, §9.5). */
function schema(node: unknown, path: Path, { schemas, claims }: Found): void {
  if (!isObject(node) || aliasOf(node) !== undefined) return;
  schemas.push({ schema: object(node), path });
  for (const place of inside(node, path)) {
    const own = formatPointer(place.path);
    for (const keyword of ['default', 'example'])
      if (Object.hasOwn(place.schema, keyword))
        claims.push({
          what: `the ${keyword}`,
          schema: own,
          value: place.schema[keyword],
          at: `${own}/${keyword}`,
        });
    for (const keyword of ['enum', 'examples'])
      list(place.schema[keyword]).forEach((value, index) => {
        const what = keyword === 'enum' ? 'the enum value' : 'the example';
        claims.push({ what, schema: own, value, at: `${own}/${keyword}/${index}` });
      });
  }
}

/** A schema that is nothing but a reference to a named one is that one: compiled once, under its name. */
function aliasOf(node: unknown): string | undefined {
  const ref = object(node)['$ref'];
  const isAlias =
    Object.keys(object(node)).length === 1 &&
    typeof ref === 'string' &&
    ref.startsWith('#/components/schemas/');
  return isAlias ? ref.slice(1) : undefined;
}

/** A parameter or header: its schema, and its examples. */
function carrier(node: unknown, path: Path, found: Found): void {
  const own = object(node);
  schema(own['schema'], [...path, 'schema'], found);
  content(own['content'], [...path, 'content'], found);
  shown(own, path, [...path, 'schema'], found);
}

function content(node: unknown, path: Path, found: Found): void {
  for (const [type, media] of Object.entries(object(node))) {
    const at = [...path, type];
    schema(object(media)['schema'], [...at, 'schema'], found);
    shown(object(media), at, [...at, 'schema'], found);
  }
}

/** `example` and `examples` beside a schema. OpenAPI 3.1 §4.8.14. */
function shown(
  owner: Readonly<Record<string, unknown>>,
  path: Path,
  schemaPath: Path,
  { claims }: Found,
): void {
  if (!isObject(owner['schema'])) return;
  const target = aliasOf(owner['schema']) ?? formatPointer(schemaPath);
  if (Object.hasOwn(owner, 'example'))
    claims.push({
      what: 'the example',
      schema: target,
      value: owner['example'],
      at: formatPointer([...path, 'example']),
    });
  for (const [name, example] of Object.entries(object(owner['examples'])))
    if (Object.hasOwn(object(example), 'value'))
      claims.push({
        what: `the example \`${name}\``,
        schema: target,
        value: object(example)['value'],
        at: formatPointer([...path, 'examples', name, 'value']),
      });
}

/** What an example shows beside its body: the headers of the answer and, when the call succeeds, the request. */
function messages(
  bundle: unknown,
  operation: Path,
  status: string,
  path: Path,
  examples: unknown,
  found: Found,
): void {
  const response = [...operation, 'responses', status];
  for (const [name, example] of Object.entries(object(examples))) {
    const at = [...path, name];
    const declared = object(object(atPath(bundle, response))['headers']);
    for (const [header, value] of Object.entries(object(object(example)['x-headers']))) {
      const where = [...at, 'x-headers', header];
      const known = Object.keys(declared).find((key) => key.toLowerCase() === header.toLowerCase());
      if (known === undefined)
        found.strays.push({
          message: `this ${status} declares no header \`${header}\``,
          at: formatPointer(where),
        });
      else
        sent(
          bundle,
          { node: declared[known], path: [...response, 'headers', known] },
          value,
          `the header \`${header}\``,
          where,
          found,
        );
    }
    // A request that is refused may break every rule on purpose.
    if (status.startsWith('2'))
      request(bundle, operation, object(object(example)['x-request']), [...at, 'x-request'], found);
  }
}

/** Example request members and the place a parameter names for each. */
const places = { path: 'path', query: 'query', headers: 'header' } as const;

function request(
  bundle: unknown,
  operation: Path,
  shownRequest: Readonly<Record<string, unknown>>,
  at: Path,
  found: Found,
): void {
  const parameters = parametersOf(bundle, operation);
  for (const [member, place] of Object.entries(places)) {
    const given = object(shownRequest[member]);
    const same = (name: string, wanted: unknown): boolean =>
      place === 'header' ? name.toLowerCase() === text(wanted).toLowerCase() : name === wanted;
    for (const [name, value] of Object.entries(given)) {
      const described = parameters.find(
        ({ parameter }) => parameter['in'] === place && same(name, parameter['name']),
      );
      const where = [...at, member, name];
      if (!described)
        found.strays.push({
          message: `the operation takes no ${place} parameter \`${name}\``,
          at: formatPointer(where),
        });
      else
        sent(
          bundle,
          { node: described.parameter, path: described.path },
          value,
          `the ${place} parameter \`${name}\``,
          where,
          found,
        );
    }
    for (const { parameter } of parameters)
      if (
        parameter['in'] === place &&
        parameter['required'] === true &&
        !Object.keys(given).some((name) => same(name, parameter['name']))
      )
        found.strays.push({
          message: `the request lacks the ${place} parameter \`${text(parameter['name'])}\``,
          at: formatPointer(at),
        });
  }
}

/** A parameter or header value; on the wire it is text, so text that spells a number is one. OpenAPI 3.1 §4.8.12. */
function sent(
  bundle: unknown,
  carrierPlace: { node: unknown; path: Path },
  value: unknown,
  what: string,
  at: Path,
  { claims }: Found,
): void {
  const end = follow(bundle, carrierPlace);
  const node = object(end.node)['schema'];
  if (!isObject(node)) return;
  const path = [...end.path, 'schema'];
  const target = aliasOf(node) ?? formatPointer(path);
  const types = together(bundle, { node, path }).flatMap((part) => typesOf(part.schema));
  claims.push({
    what,
    schema: target,
    value: typeof value === 'string' ? read(value, types) : value,
    at: formatPointer(at),
  });
}

function read(value: string, types: readonly string[]): unknown {
  if (types.includes('string')) return value;
  if (types.includes('boolean') && (value === 'true' || value === 'false')) return value === 'true';
  if ((types.includes('integer') || types.includes('number')) && /^-?[0-9]+(?:\.[0-9]+)?$/.test(value))
    return Number(value);
  return types.includes('array') ? value.split(',') : value;
}

function atPath(root: unknown, path: Path): unknown {
  return path.reduce((node: unknown, key) => object(node)[String(key)], root);
}
