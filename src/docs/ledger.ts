// The ledger of promises as the page needs it: which operation keeps which promise. The ledger's format is checked by
// the chain; here a promise that cannot be read is left out.
import type { JsonObject } from './contract.js';
import { encode, isObject, list, member, members, number, text } from './contract.js';

export interface Keeper {
  readonly kind: string;
  readonly value: string;
  readonly why: string | undefined;
}

export interface LedgerEntry {
  readonly id: string;
  readonly number: number;
  readonly rule: string;
  readonly source: string;
  readonly keepers: readonly Keeper[];
}

const kinds = ['pointer', 'rule', 'test', 'policy', 'provider', 'not_applicable', 'open'];

/** Entries of openapi/promises.yaml, parsed. */
export function readLedger(parsed: unknown): LedgerEntry[] {
  const entries = Array.isArray(parsed) ? parsed : list(member(parsed, 'promises'));
  return entries.flatMap((entry: unknown, index): LedgerEntry[] => {
    const [id, rule] = [text(member(entry, 'id')), text(member(entry, 'rule'))];
    if (id === undefined || rule === undefined) return [];
    return [
      {
        id,
        rule,
        number: number(member(entry, 'number')) ?? index + 1,
        source: text(member(entry, 'source')) ?? '',
        keepers: list(member(entry, 'kept_by')).flatMap(readKeeper),
      },
    ];
  });
}

function readKeeper(keeper: unknown): Keeper[] {
  const kind = kinds.find((name) => member(keeper, name) !== undefined);
  if (kind === undefined) return [];
  return [{ kind, value: String(member(keeper, kind)), why: text(member(keeper, 'why')) }];
}

/** The promises that an operation keeps: a pointer of theirs stands in it, or in a component that only some operations use. */
export function promisesOf(
  document: JsonObject,
  path: string,
  method: string,
  ledger: readonly LedgerEntry[],
): LedgerEntry[] {
  const own = `/paths/${encode(path)}/${method}`;
  const item = `/paths/${encode(path)}`;
  const reached = reachedComponents(document, member(member(document['paths'], path), method));
  return ledger.filter(({ keepers }) =>
    keepers.some(({ kind, value }) => {
      if (kind !== 'pointer') return false;
      if (value === item || value === own || value.startsWith(`${own}/`)) return true;
      return reached.has(value.split('/').slice(0, 4).join('/'));
    }),
  );
}

/** Pointers of the components that a value refers to, at any distance. Errors are everybody's and say nothing about one operation. */
function reachedComponents(document: JsonObject, from: unknown): Set<string> {
  const found = new Set<string>();
  const todo: unknown[] = [from];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    if (Array.isArray(at)) {
      todo.push(...at);
      continue;
    }
    if (!isObject(at)) continue;
    const ref = text(at['$ref'])?.slice(1);
    if (ref !== undefined && !found.has(ref) && !/\/(ErrorEnvelope|Error)$/.test(ref)) {
      found.add(ref);
      const [, group = '', section = '', name = ''] = ref.split('/');
      todo.push(member(member(document[group], section), name));
    }
    for (const [key, value] of members(at)) if (key !== 'examples' && key !== 'example') todo.push(value);
  }
  return found;
}
