// A type that several operations share: described once, named everywhere.
import type { JSX } from 'preact';
import type { SharedType } from '../bodies.js';
import type { Highlight } from '../highlight.js';
import type { HasAnchor } from './prose.js';
import { dotted } from '../bodies.js';
import { FieldTable } from './field-table.js';
import { ProvenanceMark } from './marks.js';
import { Prose } from './prose.js';
import { Raw } from './raw.js';

export interface SharedTypeProps {
  readonly type: SharedType;
  /** A value of the type, from an example of the contract. */
  readonly value: unknown;
  readonly highlight: Highlight;
  readonly hasAnchor: HasAnchor;
  readonly since: (anchor: string) => string | undefined;
}

export function SharedTypeSection(props: SharedTypeProps): JSX.Element {
  const { type, value, highlight, hasAnchor, since } = props;
  return (
    <section class="op" id={type.anchor}>
      <div>
        <h3>
          <a href={`#${type.anchor}`}>{type.name}</a> <span class="id">type</span>
        </h3>
        <div class="ms">
          <ProvenanceMark provenance={type.provenance} />
        </div>
        <Prose markdown={type.description} below={3} hasAnchor={hasAnchor} />
        <FieldTable
          caption={`Fields of ${type.name}`}
          fields={type.fields}
          sender={type.sender}
          hasAnchor={hasAnchor}
          since={since}
        />
        <CutNote cut={type.cut} />
      </div>
      {value === undefined ? null : (
        <div class="code">
          <pre>
            <Raw as="code" html={highlight(JSON.stringify(value, null, 2), 'json')} />
          </pre>
        </div>
      )}
    </section>
  );
}

/** The names of a shared type's fields, where it is used. */
export function MemberNames({ type }: { readonly type: SharedType }): JSX.Element {
  return (
    <p class="v">
      {type.fields
        .filter(({ path }) => path.at(-1) !== '[]')
        .map(({ anchor, path }) => (
          <>
            <a key={anchor} href={`#${anchor}`}>
              <code>{dotted(path)}</code>
            </a>{' '}
          </>
        ))}
    </p>
  );
}

export function CutNote({ cut }: { readonly cut: boolean }): JSX.Element | null {
  return cut ? (
    <p class="n">There are more fields than a page can hold: the rest is in the contract.</p>
  ) : null;
}
