// openapi/examples/<operationId>.<case>.json: names that lead somewhere, and the members the format has. The values are
// judged later, in the bundle. Format: openapi/README.md, "Examples".
import { posix } from 'node:path';
import { object } from '../../lint/reading.js';
import type { Described } from './described.js';
import { type Finding, finding } from './finding.js';
import { didYouMean } from './nearest.js';
import { placeIn } from './place.js';
import type { References } from './references.js';
import type { SourceFile, Sources } from './sources.js';

const folder = 'openapi/examples/';

const members: Readonly<Record<string, readonly string[]>> = {
  '': ['summary', 'default', 'request', 'response'],
  request: ['path', 'query', 'headers', 'body'],
  response: ['status', 'headers', 'body'],
};

export interface ExampleFiles {
  readonly findings: readonly Finding[];
  /** Files that cannot be wired into the bundle. */
  readonly unusable: ReadonlySet<string>;
}

/** Judges the example files by their names and members. */
export function checkExampleFiles(
  sources: Sources,
  operations: readonly Described[],
  references: References,
): ExampleFiles {
  const seen = new Map<string, string>();
  /** Operation ids that examples name and nobody has → the example files. */
  const ownerless = new Map<string, string[]>();
  const findings: Finding[] = [];
  const unusable = new Set<string>();
  for (const file of sources.names) {
    if (!file.startsWith(folder)) continue;
    const found = judge(file, sources, operations, references, seen, ownerless);
    findings.push(...found);
    const shared =
      operations.filter(({ operationId }) => file.startsWith(`${folder}${operationId}.`)).length > 1;
    if (found.length > 0 || shared) unusable.add(file);
  }
  findings.push(...manyDefaults(sources, unusable));
  const ids = operations.map((operation) => operation.operationId);
  // All examples of a renamed operation are one defect, reported at the first of them.
  for (const [operationId, [first = '', ...others]] of ownerless) {
    const more = others.length > 0 ? `, nor for ${others.length} more examples` : '';
    const message = `no operation is called \`${operationId}\`${more}${didYouMean(operationId, ids) || ': rename the examples, or remove them'}`;
    findings.push(odd(first, message));
    for (const file of [first, ...others]) unusable.add(file);
  }
  return { findings: onePerStatus(findings), unusable };
}

function judge(
  file: string,
  sources: Sources,
  operations: readonly Described[],
  references: References,
  seen: Map<string, string>,
  ownerless: Map<string, string[]>,
): Finding[] {
  const source = sources.files.get(file);
  const name = posix.basename(file);
  if (!source || !name.endsWith('.json'))
    return [odd(file, 'this is not an example file: name it <operationId>.<case>.json, or remove it')];
  const [operationId = '', ...rest] = name.slice(0, -'.json'.length).split('.');
  const caseName = rest.join('.');
  const twin = seen.get(name.toLowerCase());
  seen.set(name.toLowerCase(), file);
  if (twin) return [odd(file, `only upper and lower case tell this file from ${twin}: rename one`)];
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(caseName))
    return [
      odd(
        file,
        `\`${caseName}\` is not a case name: name the file <operationId>.<case>.json, the case in kebab-case`,
      ),
    ];
  const [operation, another] = operations.filter((each) => each.operationId === operationId);
  if (another) return []; // whose example it is, will be clear when each has an id of its own
  if (operation) return [...shape(source), ...answer(source, operation, references)];
  ownerless.set(operationId, [...(ownerless.get(operationId) ?? []), file]);
  return [];
}

function odd(file: string, message: string): Finding {
  return finding('example-file', message, { file, line: 1, column: 1, pointer: '' });
}

function at(source: SourceFile, tokens: readonly string[], message: string): Finding {
  return finding('example-file', message, placeIn(source, tokens));
}

function shape(source: SourceFile): Finding[] {
  return Object.entries(members)
    .flatMap(([member, known]) => {
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
          at(
            source,
            [...tokens, key],
            `an example has no member \`${key}\` here: it has ${known.join(', ')}`,
          ),
        );
    })
    .concat(scalars(source));
}

/** `summary` is a text and `default` is true or false, where they are there. */
function scalars(source: SourceFile): Finding[] {
  const { summary, default: isDefault } = object(source.data);
  return [
    ...(summary === undefined || typeof summary === 'string'
      ? []
      : [at(source, ['summary'], '`summary` is a text: write one, or remove it')]),
    ...(isDefault === undefined || typeof isDefault === 'boolean'
      ? []
      : [at(source, ['default'], '`default` is true or false: write `true`, or remove it')]),
  ];
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

/** Of the examples of one status, one is the default: with two, which is given would be chance. */
function manyDefaults(sources: Sources, unusable: ReadonlySet<string>): Finding[] {
  const first = new Map<string, string>();
  return [...sources.files.values()].flatMap((source) => {
    if (
      !source.file.startsWith(folder) ||
      unusable.has(source.file) ||
      object(source.data)['default'] !== true
    )
      return [];
    const status = object(object(source.data)['response'])['status'];
    const answer = `${posix.basename(source.file).split('.')[0]} ${String(status)}`;
    const other = first.get(answer);
    if (other === undefined) {
      first.set(answer, source.file);
      return [];
    }
    return [at(source, ['default'], `${other} is the default of ${answer} already: keep one of them`)];
  });
}

/** A status that is no longer documented is one defect, however many examples show it. */
function onePerStatus(findings: readonly Finding[]): Finding[] {
  const isAbout = ({ message }: Finding): boolean => message.includes(' does not document ');
  return findings.filter((each, index) => {
    const before = findings.slice(0, index);
    return !isAbout(each) || !before.some((other) => other.message === each.message);
  });
}
