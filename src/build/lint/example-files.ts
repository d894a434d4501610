// openapi/examples/<operationId>.<case>.json: names that lead somewhere, and the members the format has. The values are
// judged later, in the bundle. Format: openapi/README.md, "Examples".
import { posix } from 'node:path';
import { object } from '../../lint/reading.js';
import type { Described } from './described.js';
import { type Finding, finding } from './finding.js';
import { placeIn } from './place.js';
import type { References } from './references.js';
import type { SourceFile, Sources } from './sources.js';

const folder = 'openapi/examples/';

const members: Readonly<Record<string, readonly string[]>> = {
  '': ['summary', 'default', 'request', 'response'],
  request: ['path', 'query', 'headers', 'body'],
  response: ['status', 'headers', 'body'],
};

/** Findings about example files; with any of them the bundle cannot be wired. */
export function checkExampleFiles(
  sources: Sources,
  operations: readonly Described[],
  references: References,
): Finding[] {
  const seen = new Map<string, string>();
  return [...sources.names]
    .filter((file) => file.startsWith(folder))
    .flatMap((file) => {
      const source = sources.files.get(file);
      const name = posix.basename(file);
      if (!source || !name.endsWith('.json'))
        return [odd(file, 'this is not an example file: name it <operationId>.<case>.json, or remove it')];
      const [operationId = '', ...rest] = name.slice(0, -'.json'.length).split('.');
      const caseName = rest.join('.');
      const twin = seen.get(name.toLowerCase());
      seen.set(name.toLowerCase(), file);
      if (twin) return [odd(file, `only the case of letters tells this file from ${twin}: rename one`)];
      if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(caseName))
        return [
          odd(
            file,
            `\`${caseName}\` is not a case name: name the file <operationId>.<case>.json, the case in kebab-case`,
          ),
        ];
      const operation = operations.find((each) => each.operationId === operationId);
      if (!operation)
        return [
          odd(
            file,
            `no operation is called \`${operationId}\`${nearest(operationId, operations)}: rename the file, or remove it`,
          ),
        ];
      return [...shape(source), ...answer(source, operation, references)];
    });
}

function odd(file: string, message: string): Finding {
  return finding('example-file', message, { file, line: 1, column: 1, pointer: '' });
}

function at(source: SourceFile, tokens: readonly string[], message: string): Finding {
  return finding('example-file', message, placeIn(source, tokens));
}

/** The operation of the same name in other letters, when there is one. */
function nearest(id: string, operations: readonly Described[]): string {
  const near = operations.find((each) => each.operationId.toLowerCase() === id.toLowerCase());
  return near ? ` (did you mean \`${near.operationId}\`?)` : '';
}

function shape(source: SourceFile): Finding[] {
  return Object.entries(members).flatMap(([member, known]) => {
    const data = object(source.data);
    const value = member === '' ? source.data : data[member];
    if (value === undefined) return [];
    const tokens = member === '' ? [] : [member];
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return [
        at(
          source,
          tokens,
          `${member === '' ? 'an example' : `\`${member}\``} is an object: { ${known.join(', ')} }`,
        ),
      ];
    return Object.keys(value)
      .filter((key) => !known.includes(key))
      .map((key) =>
        at(source, [...tokens, key], `an example has no member \`${key}\` here: it has ${known.join(', ')}`),
      );
  });
}

/** The answer is one the operation documents, with a body where and only where there is one. */
function answer(source: SourceFile, described: Described, references: References): Finding[] {
  const response = object(object(source.data)['response']);
  const status = response['status'];
  if (typeof status !== 'number' || !Number.isInteger(status))
    return [
      at(
        source,
        ['response', 'status'],
        'the example does not say its status: add "response": { "status": <number>, … }',
      ),
    ];
  const documented = object(described.operation['responses']);
  if (!Object.hasOwn(documented, String(status)))
    return [
      at(
        source,
        ['response', 'status'],
        `${described.operationId} does not document ${status}: it answers ${Object.keys(documented).join(', ')}`,
      ),
    ];
  const node = object(references.follow(described.source, documented[String(status)])?.node);
  if (node['content'] === undefined && 'body' in response)
    return [
      at(source, ['response', 'body'], `a ${status} of ${described.operationId} has no body: remove it`),
    ];
  if (node['content'] !== undefined && !('body' in response))
    return [at(source, ['response'], `a ${status} of ${described.operationId} has a body: show it`)];
  return [];
}
