// The error envelope and the catalogue of codes.
import type { JSX } from 'preact';
import type { ErrorEntry, SharedStatus } from '../errors.js';
import type { Highlight } from '../highlight.js';
import type { Field } from '../bodies.js';
import type { Contract } from '../model.js';
import type { HasAnchor } from './prose.js';
import { errors as errorSample } from '../samples/guides.js';
import { StatusMark } from './example.js';
import { FieldTable } from './field-table.js';
import { Guide } from './guide.js';
import { Prose, Words } from './prose.js';
import { Table } from './table.js';

export function Errors(props: {
  readonly contract: Contract;
  readonly entries: readonly ErrorEntry[];
  readonly headers: readonly Field[];
  readonly statuses: readonly SharedStatus[];
  readonly highlight: Highlight;
  readonly hasAnchor: HasAnchor;
}): JSX.Element {
  const { contract, entries, headers, statuses, highlight, hasAnchor } = props;
  const { envelope } = contract;
  return (
    <>
      <Guide id="errors" title="Errors" contract={contract} sample={errorSample} highlight={highlight}>
        {envelope ? <Prose markdown={envelope.description} below={2} hasAnchor={hasAnchor} /> : null}
        <p>
          Branch on <code>code</code>; an unknown code means what its status means. Every code below links to
          the operations that can answer with it.
        </p>
        {envelope ? (
          <FieldTable
            caption="The error body"
            fields={envelope.fields.map((field) =>
              field.path.join('.') === 'error.code' ? { ...field, values: undefined } : field,
            )}
            sender="server"
            hasAnchor={hasAnchor}
            since={() => undefined}
          />
        ) : null}
        {statuses.length === 0 ? null : <Statuses statuses={statuses} hasAnchor={hasAnchor} />}
        {headers.length === 0 ? null : (
          <>
            <h3 id="error-headers">
              <a href="#error-headers">Headers of errors</a>
            </h3>
            <FieldTable
              caption="Headers that errors carry"
              fields={headers}
              sender="server"
              hasAnchor={hasAnchor}
              since={() => undefined}
            />
          </>
        )}
      </Guide>
      <section id="error-codes">
        <h3>
          <a href="#error-codes">Error codes</a>
        </h3>
        <Table look="wide" caption="Every error code" heads={['Code', 'Meaning and operations']}>
          {entries.map((entry) => (
            <CodeRow key={entry.code} entry={entry} hasAnchor={hasAnchor} />
          ))}
        </Table>
      </section>
    </>
  );
}

function Statuses(props: {
  readonly statuses: readonly SharedStatus[];
  readonly hasAnchor: HasAnchor;
}): JSX.Element {
  return (
    <>
      <h3>Statuses</h3>
      <Table look="er" caption="What each error status means" heads={['Status', 'Meaning']}>
        {props.statuses.map(({ status, anchor, description }) => (
          <tr key={anchor} id={anchor}>
            <th scope="row">
              <a href={`#${anchor}`}>
                <StatusMark status={status} />
              </a>
            </th>
            <td>
              <Words markdown={description} hasAnchor={props.hasAnchor} />
            </td>
          </tr>
        ))}
      </Table>
    </>
  );
}

function CodeRow({
  entry,
  hasAnchor,
}: {
  readonly entry: ErrorEntry;
  readonly hasAnchor: HasAnchor;
}): JSX.Element {
  const { code, anchor, statuses, meaning, listed, where } = entry;
  return (
    <tr id={anchor}>
      <th scope="row">
        <a href={`#${anchor}`}>{code}</a>{' '}
        {statuses.map((status) => (
          <StatusMark key={status} status={status} />
        ))}
      </th>
      <td>
        {meaning === undefined ? null : (
          <div>
            <Words markdown={`${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}`} hasAnchor={hasAnchor} />
          </div>
        )}
        {listed ? null : <p>Seen in examples; the code itself is not published, so go by the status.</p>}
        <p class="n">
          {where.map(({ operationId, anchor: example }, index) => (
            <>
              {index === 0 ? '' : ', '}
              <a href={`#${example}`}>{operationId}</a>
            </>
          ))}
        </p>
      </td>
    </tr>
  );
}
