// Fields as a table: one row each, nested ones by their path.
import type { JSX } from 'preact';
import type { Field, Sender } from '../bodies.js';
import type { EnumValue, EnumValues } from '../enums.js';
import type { HasAnchor } from './prose.js';
import { dotted } from '../bodies.js';
import { DeprecatedMark, ProvenanceMark } from './marks.js';
import { Words } from './prose.js';
import { Table } from './table.js';

export interface FieldTableProps {
  readonly caption: string;
  /** The address of the whole table, where it describes a shared type. */
  readonly id?: string | undefined;
  readonly fields: readonly Field[];
  readonly sender: Sender;
  readonly hasAnchor: HasAnchor;
  /** The release of a field, where it is later than that of its operation. */
  readonly since: (anchor: string) => string | undefined;
}

export function FieldTable({ caption, id, fields, ...row }: FieldTableProps): JSX.Element {
  return (
    <Table id={id} caption={caption} heads={['Name', 'Type and meaning']}>
      {fields.map((field) => (
        <FieldRow key={field.anchor} field={field} {...row} />
      ))}
    </Table>
  );
}

type FieldRowProps = Omit<FieldTableProps, 'caption' | 'id' | 'fields'> & { readonly field: Field };

function FieldRow({ field, sender, hasAnchor, since }: FieldRowProps): JSX.Element {
  const later = since(field.anchor);
  return (
    <tr id={field.anchor}>
      <th scope="row">
        <a href={`#${field.anchor}`}>
          <FieldName path={field.path} />
        </a>
      </th>
      <td>
        <TypeLine field={field} sender={sender} />
        {later === undefined ? null : <span class="p">since {later}</span>}
        <DeprecatedMark deprecated={field.deprecated} />
        <Words markdown={field.description} hasAnchor={hasAnchor} />
        {field.values ? <Values values={field.values} sender={sender} hasAnchor={hasAnchor} /> : null}
        {field.sharedMembers.length === 0 ? null : (
          <p class="n">
            <code>{field.sharedMembers.join(' ')}</code>
          </p>
        )}
        {field.sameAs === undefined || field.sameAsAnchor === undefined ? null : <SameAs field={field} />}{' '}
        {field.provenance?.mark === 'published' ? null : <ProvenanceMark provenance={field.provenance} />}
      </td>
    </tr>
  );
}

function SameAs({ field }: { readonly field: Field }): JSX.Element {
  const path = field.sameAs?.path ?? [];
  return (
    <p>
      Again the same shape as{' '}
      <a href={`#${field.sameAsAnchor}`}>{path.length === 0 ? 'the whole' : dotted(path)}</a>.
    </p>
  );
}

/** `data[].status`: the parents' names in a quieter tone, and places where a long name may break. */
function FieldName({ path }: { readonly path: readonly string[] }): JSX.Element {
  const own = path.at(-1) ?? '';
  const parents = dotted(path.slice(0, -1));
  if (parents === '') return <>{own}</>;
  return (
    <>
      <i>
        {parents}
        {own === '[]' ? '' : '.'}
      </i>
      <wbr />
      {own}
    </>
  );
}

function TypeLine({ field, sender }: { readonly field: Field; readonly sender: Sender }): JSX.Element {
  const style = 'style' in field && typeof field.style === 'string' ? [field.style] : [];
  return (
    <p class="t">
      <b>
        <TypeWords field={field} />
      </b>
      {field.path.at(-1) === '[]' ? null : <Presence required={field.required} sender={sender} />}
      {[...field.bounds, ...style].map((phrase) => ` · ${phrase}`).join('')}
    </p>
  );
}

/** The type in words; the name of a type that stands elsewhere leads there. */
function TypeWords({ field }: { readonly field: Field }): JSX.Element {
  const { type, shared, sharedAnchor } = field;
  if (shared === undefined) return <>{type}</>;
  const link = <a href={`#${sharedAnchor}`}>{shared}</a>;
  const [before, after] = type.includes(shared) ? type.split(shared) : [`${type} `, ''];
  return (
    <>
      {before}
      {link}
      {after}
    </>
  );
}

/** Arguments say where they are required, answers where they may be absent; the ordinary case needs no word. */
function Presence(props: { readonly required: boolean; readonly sender: Sender }): JSX.Element | null {
  const { required, sender } = props;
  if (required) return sender === 'server' ? null : <em class="req"> required</em>;
  return sender === 'server' ? <em> may be absent</em> : null;
}

/** More values than this are folded away. */
const shownValues = 12;

function Values(props: {
  readonly values: EnumValues;
  readonly sender: Sender;
  readonly hasAnchor: HasAnchor;
}): JSX.Element {
  const { values, sender, hasAnchor } = props;
  const first = values.values.slice(0, shownValues);
  const rest = values.values.slice(shownValues);
  return (
    <>
      <ValueList values={first} hasAnchor={hasAnchor} />
      {rest.length === 0 ? null : (
        <details class="more" open>
          <summary>{rest.length} more values</summary>
          <ValueList values={rest} hasAnchor={hasAnchor} />
        </details>
      )}
      <p class="n">
        {values.values.length < 2 && !values.open ? null : values.open ? (
          <>
            <a href="#open-enums">Open</a>: more values may come.
          </>
        ) : (
          <>
            <a href="#open-enums">Closed</a>:{' '}
            {sender === 'server' ? 'no other value comes.' : 'no other value is accepted.'}
            {values.closedBecause === undefined ? null : ` ${values.closedBecause}`}
          </>
        )}
      </p>
    </>
  );
}

function ValueList(props: {
  readonly values: readonly EnumValue[];
  readonly hasAnchor: HasAnchor;
}): JSX.Element {
  const explained = props.values.some(
    ({ meaning, deprecated }) => meaning !== undefined || deprecated !== undefined,
  );
  if (!explained)
    return (
      <p class="v">
        {props.values.map(({ value }) => (
          <>
            <code>{shownValue(value)}</code>{' '}
          </>
        ))}
      </p>
    );
  return (
    <ul class="v">
      {props.values.map(({ value, meaning, deprecated }) => (
        <li key={shownValue(value)}>
          <code>{shownValue(value)}</code> <Words markdown={meaning ?? ''} hasAnchor={props.hasAnchor} />
          {deprecated === undefined
            ? null
            : ` Deprecated${deprecated.sunset === undefined ? '' : `, goes on ${deprecated.sunset}`}${deprecated.replacedBy === undefined || deprecated.replacedBy === 'none' ? '' : `; use ${deprecated.replacedBy}`}.`}
        </li>
      ))}
    </ul>
  );
}

function shownValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
