// The catalogue of errors: every code that the contract lists or an example shows, with its statuses, its meaning and
// the operations it can come from.
import type { Field } from './bodies.js';
import type { EnumValue } from './enums.js';
import type { Example } from './examples.js';
import type { Contract } from './model.js';

export interface ErrorEntry {
  readonly code: string;
  readonly anchor: string;
  readonly statuses: readonly string[];
  readonly meaning: string | undefined;
  /** False for a code that only an example shows. */
  readonly listed: boolean;
  readonly where: readonly { readonly operationId: string; readonly anchor: string }[];
  /** An answer that carries it. */
  readonly example: Example | undefined;
}

/** By status, then in the order of the contract's list, then by first sight. */
export function errorCatalogue({ operations, envelope, anchors }: Contract): ErrorEntry[] {
  const listed = envelope?.fields.find(({ path }) => path.join('.') === 'error.code')?.values?.values ?? [];
  const entries = new Map<string, Mutable>();
  const entry = (code: string, value?: EnumValue): Mutable => {
    const known = entries.get(code) ?? {
      statuses: new Set(),
      meaning: value?.meaning,
      listed: !!value,
      where: new Map(),
      example: undefined,
    };
    entries.set(code, known);
    return known;
  };
  for (const value of listed) if (typeof value.value === 'string') entry(value.value, value);
  for (const { id, responses } of operations)
    for (const { status, codes, examples } of responses)
      for (const code of codes) {
        const found = entry(code);
        const example = examples.find(({ body }) =>
          JSON.stringify(body)?.includes(`"code":${JSON.stringify(code)}`),
        );
        found.statuses.add(status);
        found.example ??= example;
        if (!found.where.has(id)) found.where.set(id, example?.anchor ?? '');
      }
  const all = [...entries].map(
    ([code, one]): ErrorEntry => ({
      code,
      anchor: anchors.of('error', code),
      statuses: [...one.statuses],
      meaning: one.meaning,
      listed: one.listed,
      where: [...one.where].map(([operationId, anchor]) => ({ operationId, anchor })),
      example: one.example,
    }),
  );
  return all.toSorted((a, b) => (a.statuses[0] ?? '9').localeCompare(b.statuses[0] ?? '9', 'en'));
}

export interface ErrorHeaders {
  /** Each once: the rows of the operations lead here. */
  readonly fields: readonly Field[];
  readonly anchorOf: (header: Field) => string;
}

/** The headers that errors carry. Two of one name that say different things have different addresses. */
export function errorHeaders({ operations, anchors }: Contract): ErrorHeaders {
  const found = new Map<string, Field>();
  const key = ({ path, type, description, bounds }: Field): string =>
    JSON.stringify([path[0], type, description, bounds]);
  const all = operations.flatMap(({ responses }) => responses.filter(({ isError }) => isError));
  for (const header of all.flatMap(({ headers }) => headers)) {
    const name = header.path[0] ?? '';
    const others = [...found.values()].filter(({ path }) => path[0] === name).length;
    if (!found.has(key(header)))
      found.set(key(header), {
        ...header,
        anchor: anchors.of('error-header', name, ...(others > 0 ? [String(others + 1)] : [])),
      });
  }
  return {
    fields: [...found.values()],
    anchorOf: (header) => found.get(key(header))?.anchor ?? header.anchor,
  };
}

export interface SharedStatus {
  readonly status: string;
  readonly anchor: string;
  readonly description: string;
}

/** What a status means wherever it is answered: descriptions that several operations share, once each. */
export function sharedStatuses({ operations, anchors }: Contract): SharedStatus[] {
  const uses = new Map<string, { status: string; description: string; count: number }>();
  for (const { status, description, isError } of operations.flatMap(({ responses }) => responses)) {
    if (!isError || description === '') continue;
    const key = `${status} ${description}`;
    const use = uses.get(key) ?? { status, description, count: 0 };
    uses.set(key, { ...use, count: use.count + 1 });
  }
  const common = [...uses.values()].filter(({ count }) => count > 1).toSorted((a, b) => b.count - a.count);
  const firsts = common.filter(
    ({ status }, index) => common.findIndex((one) => one.status === status) === index,
  );
  return firsts
    .toSorted((a, b) => a.status.localeCompare(b.status, 'en'))
    .map(({ status, description }) => ({ status, description, anchor: anchors.of('status', status) }));
}

interface Mutable {
  readonly statuses: Set<string>;
  readonly meaning: string | undefined;
  readonly listed: boolean;
  readonly where: Map<string, string>;
  example: Example | undefined;
}
