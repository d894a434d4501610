// The answers of an operation: successes with their fields, errors as a table of statuses and codes.
import type { JSX } from 'preact';
import type { Field } from '../bodies.js';
import type { Operation, Response } from '../model.js';
import { BodyFields, type TableContext, TypeName } from './body.js';
import { StatusMark } from './example.js';
import { FieldTable } from './field-table.js';
import { ProvenanceMark } from './marks.js';
import { Words } from './prose.js';
import { Table } from './table.js';

/** Where errors are explained once for all operations. */
export interface ErrorLinks {
  readonly errorAnchor: (code: string) => string;
  readonly headerAnchor: (header: Field) => string;
  readonly isSharedStatus: (response: Response) => boolean;
}

export function Answers(
  props: TableContext & { readonly operation: Operation; readonly links: ErrorLinks },
): JSX.Element {
  const { operation, links, ...context } = props;
  const { responses } = operation;
  const good = responses.filter(({ isError }) => !isError);
  const errors = responses.filter(({ isError }) => isError);
  return (
    <>
      <h4>Answers</h4>
      {good.map((response) => (
        <Success key={response.anchor} response={response} {...context} />
      ))}
      {errors.length === 0 ? null : (
        <Table look="er" caption={`Errors of ${operation.summary}`} heads={['Status', 'Codes and meaning']}>
          {errors.map((response) => (
            <ErrorRow key={response.anchor} response={response} links={links} {...context} />
          ))}
        </Table>
      )}
    </>
  );
}

function Success({ response, ...context }: TableContext & { readonly response: Response }): JSX.Element {
  const { anchor, status, description, headers, body, provenance } = response;
  return (
    <>
      <h5 id={anchor}>
        <a href={`#${anchor}`}>
          <StatusMark status={status} />
        </a>{' '}
        {body ? <TypeName body={body} /> : 'no body'}
      </h5>
      <div class="w">
        <Words markdown={description} hasAnchor={context.hasAnchor} />
      </div>
      {provenance?.mark === 'inferred' ? <ProvenanceMark provenance={provenance} /> : null}
      {headers.length === 0 ? null : (
        <FieldTable caption={`Headers of ${status}`} fields={headers} sender="server" {...context} />
      )}
      {body ? (
        <BodyFields
          caption={`${status}: ${body.typeName ?? 'body'}`}
          body={body}
          sender="server"
          {...context}
        />
      ) : null}
    </>
  );
}

function ErrorRow(
  props: TableContext & { readonly response: Response; readonly links: ErrorLinks },
): JSX.Element {
  const { response, links, ...context } = props;
  const { anchor, status, description, codes, headers, body, provenance } = response;
  return (
    <tr id={anchor}>
      <th scope="row">
        <a href={`#${anchor}`}>
          <StatusMark status={status} />
        </a>
      </th>
      <td>
        {codes.length === 0 ? null : (
          <p class="v">
            {codes.map((code) => (
              <>
                <a href={`#${links.errorAnchor(code)}`}>
                  <code>{code}</code>
                </a>{' '}
              </>
            ))}
          </p>
        )}
        {links.isSharedStatus(response) ? null : (
          <Words markdown={description} hasAnchor={context.hasAnchor} />
        )}{' '}
        {provenance?.mark === 'inferred' ? <ProvenanceMark provenance={provenance} /> : null}
        {headers.map((header) => (
          <p class="t" id={header.anchor} key={header.anchor}>
            Header <a href={`#${links.headerAnchor(header)}`}>{header.path[0]}</a>: <b>{header.type}</b>
            {header.required ? '' : ', may be absent'}
          </p>
        ))}
        {body ? <BodyFields caption={`Body of ${status}`} body={body} sender="server" {...context} /> : null}
      </td>
    </tr>
  );
}
