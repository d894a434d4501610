// A body's type and fields, in an operation.
import type { JSX } from 'preact';
import type { Body, Sender } from '../bodies.js';
import type { HasAnchor } from './prose.js';
import { FieldTable } from './field-table.js';
import { Words } from './prose.js';
import { CutNote, MemberNames } from './shared-type.js';

/** What every table of an operation needs. */
export interface TableContext {
  readonly operationId: string;
  readonly hasAnchor: HasAnchor;
  readonly since: (anchor: string) => string | undefined;
}

export function RequestBody({ body, ...context }: TableContext & { readonly body: Body }): JSX.Element {
  return (
    <>
      <h4 id={body.anchor}>
        <a href={`#${body.anchor}`}>Body</a> <TypeName body={body} />{' '}
        {body.required ? null : <em class="opt">optional</em>}
      </h4>
      <div class="w">
        <Words markdown={body.description} hasAnchor={context.hasAnchor} />{' '}
        {body.closed ? 'Members that are not listed are refused.' : null}
      </div>
      <BodyFields caption={`Body: ${body.typeName ?? 'members'}`} body={body} sender="caller" {...context} />
    </>
  );
}

export function TypeName({ body }: { readonly body: Body }): JSX.Element | null {
  if (body.typeName === undefined) return null;
  return body.shared ? <a href={`#${body.shared.anchor}`}>{body.typeName}</a> : <code>{body.typeName}</code>;
}

/** The fields of a body; of a shared type the names alone, because the type says the rest. */
export function BodyFields(
  props: TableContext & { readonly caption: string; readonly body: Body; readonly sender: Sender },
): JSX.Element | null {
  const { caption, body, operationId: _, ...context } = props;
  if (body.shared && body.shared.home !== props.operationId) return <MemberNames type={body.shared} />;
  const { fields, cut, anchor } = body.shared ?? { ...body, anchor: undefined };
  if (fields.length === 0) return null;
  return (
    <>
      <FieldTable caption={caption} id={anchor} fields={fields} {...context} />
      <CutNote cut={cut} />
    </>
  );
}
