// The ledger for readers: every published promise and what keeps it.
import type { JSX } from 'preact';
import type { Keeper, LedgerEntry } from '../ledger.js';
import { Table } from './table.js';

const keepersInWords: Readonly<Record<string, string>> = {
  pointer: 'the contract',
  rule: 'a house rule',
  test: 'a test',
  policy: 'the release policy',
  provider: 'the live service alone',
  not_applicable: 'nothing here, because it does not concern this package',
  open: 'nothing yet, in part',
};

export function PromiseList(props: {
  readonly ledger: readonly LedgerEntry[];
  readonly promiseAnchor: (id: string) => string;
}): JSX.Element | null {
  if (props.ledger.length === 0) return null;
  return (
    <section id="promises">
      <h2>
        <a href="#promises">Promises</a>
      </h2>
      <p>
        Each rule that Jettson has published about this API, and what keeps it on every change of the
        contract.
      </p>
      <Table look="er" caption="Promises and what keeps them" heads={['Number', 'Promise']}>
        {props.ledger.map(({ id, number, rule, source, keepers }) => (
          <tr key={id} id={props.promiseAnchor(id)}>
            <th scope="row">
              <a href={`#${props.promiseAnchor(id)}`}>{number}</a>
            </th>
            <td>
              {rule}
              <p class="n">
                {source}. Kept by {keptBy(keepers)}.
              </p>
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

/** `the contract (2), a test`: kinds in order of first sight, with counts. */
function keptBy(keepers: readonly Keeper[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of keepers) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .map(([kind, count]) => `${keepersInWords[kind] ?? kind}${count > 1 ? ` (${count})` : ''}`)
    .join(', ');
}
