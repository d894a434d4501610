// The operations as the sources describe them, before anything is bundled.
import { methods, object } from '../../lint/reading.js';
import { type Finding, finding } from './finding.js';
import { placeIn } from './place.js';
import type { References } from './references.js';
import type { SourceFile, Sources } from './sources.js';

type Tokens = readonly (string | number)[];

export interface Described {
  readonly operationId: string;
  readonly source: SourceFile;
  readonly tokens: Tokens;
  readonly operation: Fields;
}

type Fields = Readonly<Record<string, unknown>>;

/** Every operation that openapi.yaml leads to, with its place. */
export function describedOperations(sources: Sources, references: References): Described[] {
  const root = sources.files.get('openapi/openapi.yaml');
  if (!root) return [];
  return Object.entries(object(object(root.data)['paths'])).flatMap(([url, entry]) => {
    const target = references.follow(root, entry);
    if (!target) return [];
    const base = target.source === root && target.tokens.length === 0 ? ['paths', url] : target.tokens;
    return methods.flatMap((method) => {
      const operation = object(object(target.node)[method]);
      if (Object.keys(operation).length === 0) return [];
      const operationId = typeof operation['operationId'] === 'string' ? operation['operationId'] : '';
      return [{ operationId, source: target.source, tokens: [...base, method], operation }];
    });
  });
}

/**
 * What only the sources show, because the bundle has copies and wired-in examples: an error that is written out instead of
 * referred to, and examples of bodies outside openapi/examples.
 */
export function checkOperations(operations: readonly Described[], sources: Sources): Finding[] {
  const found: Finding[] = [];
  for (const { source, tokens, operation } of operations) {
    for (const [status, response] of Object.entries(object(operation['responses']))) {
      const ref = object(response)['$ref'];
      if (!/^[45]/.test(status) || (typeof ref === 'string' && ref.includes('components/responses/')))
        continue;
      found.push(
        finding(
          'jettson-error-envelope',
          `this ${status} is written out here: refer to a file in openapi/components/responses`,
          placeIn(source, [...tokens, 'responses', status]),
        ),
      );
    }
  }
  for (const source of sources.files.values()) {
    if (!/^openapi\/(?:openapi\.yaml|paths\/|components\/(?:responses|requestBodies)\/)/.test(source.file))
      continue;
    for (const tokens of inlineExamples(source))
      found.push(
        finding(
          'jettson-examples',
          'an example of a body stands here: move it to openapi/examples/<operationId>.<case>.json',
          placeIn(source, tokens),
        ),
      );
  }
  return found;
}

/** `content.<media type>.example(s)`, anywhere in a file. */
function inlineExamples(source: SourceFile): Tokens[] {
  const found: Tokens[] = [];
  const work: { node: unknown; tokens: Tokens }[] = [{ node: source.data, tokens: [] }];
  for (let next = work.pop(); next; next = work.pop()) {
    const { node, tokens } = next;
    if (typeof node !== 'object' || node === null) continue;
    if (tokens.at(-2) === 'content')
      for (const keyword of ['example', 'examples']) if (keyword in node) found.push([...tokens, keyword]);
    for (const [key, value] of Object.entries(node))
      if (key !== 'schema' && key !== 'example' && key !== 'examples')
        work.push({ node: value, tokens: [...tokens, Array.isArray(node) ? Number(key) : key] });
  }
  return found;
}
