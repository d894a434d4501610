// Members that a shown value has and its schema does not list. Responses are open, so a validator takes them: in an example
// they are a misspelt name, or one that the contract has given up. JSON Schema 2020-12 core §10.3.2.
import { object } from '../../lint/reading.js';
import { below, type SchemaPlace, together } from '../../lint/schemas.js';
import { parsePointer } from '../pointer.js';

type Start = Parameters<typeof together>[1];
type Path = SchemaPlace['path'];

export interface Unlisted {
  readonly name: string;
  /** From the value. */
  readonly path: Path;
}

/** Every member of `value`, at any depth, that no part of the schema at a bundle pointer lists. */
export function unlisted(bundle: unknown, schema: string, value: unknown): Unlisted[] {
  const found: Unlisted[] = [];
  const path = parsePointer(schema);
  const node = path.reduce<unknown>((above, key) => object(above)[key], bundle);
  const work: { value: unknown; path: Path; starts: Start[] }[] = [
    { value, path: [], starts: [{ node, path }] },
  ];
  for (let next = work.pop(); next; next = work.pop()) {
    const { value: here, path: at } = next;
    const parts = partsOf(bundle, next.starts);
    if (Array.isArray(here)) {
      const starts = parts.flatMap((part) => schemasAt(part, ['items', 'prefixItems']));
      here.forEach((item, index) => {
        work.push({ value: item, path: [...at, index], starts });
      });
      continue;
    }
    const listed = parts.flatMap((part) => schemasAt(part, ['properties']));
    const invites = parts.some(({ schema: part }) =>
      inviting.some((keyword) => object(part)[keyword] !== undefined),
    );
    if (listed.length === 0 || invites) continue; // its members are anybody's
    for (const [name, member] of Object.entries(object(here))) {
      const starts = listed.filter((each) => each.path.at(-1) === name);
      if (starts.length === 0) found.push({ name, path: [...at, name] });
      else work.push({ value: member, path: [...at, name], starts });
    }
  }
  return found;
}

const inviting = ['additionalProperties', 'unevaluatedProperties', 'patternProperties'];
const alternatives = ['anyOf', 'oneOf', 'then', 'else', 'dependentSchemas'];

/** All that may hold for a value of the schemas: they themselves, and each of their alternatives. */
function partsOf(bundle: unknown, starts: readonly Start[]): SchemaPlace[] {
  const found = new Map<string, SchemaPlace>();
  const work = [...starts];
  for (let next = work.pop(); next; next = work.pop())
    for (const part of together(bundle, next)) {
      const key = part.path.join('\n');
      if (found.has(key)) continue;
      found.set(key, part);
      work.push(...schemasAt(part, alternatives));
    }
  return [...found.values()];
}

function schemasAt(part: SchemaPlace, keywords: readonly string[]): Start[] {
  return below(part.schema)
    .filter(({ keyword }) => keywords.includes(keyword))
    .map(({ node, at }) => ({ node, path: [...part.path, ...at] }));
}
