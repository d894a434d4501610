// One operation: what it is on the left, how it looks on the wire on the right.
import type { JSX } from 'preact';
import type { Highlight } from '../highlight.js';
import type { History } from '../history.js';
import type { Body, Field, Sender } from '../bodies.js';
import type { Operation, Parameter, Response } from '../model.js';
import type { SampleRequest } from '../samples/request.js';
import type { HasAnchor } from './prose.js';
import { ExamplePanel, StatusMark } from './example.js';
import { FieldTable } from './field-table.js';
import { DeprecatedMark, ProvenanceMark, Since } from './marks.js';
import { Prose, Words } from './prose.js';
import { Repeats } from './repeats.js';
import { Sample, type Samples } from './sample.js';
import { CutNote, MemberNames } from './shared-type.js';

export interface OperationProps {
  readonly operation: Operation;
  readonly sample: SampleRequest;
  readonly samples: Samples;
  readonly history: History;
  readonly highlight: Highlight;
  readonly hasAnchor: HasAnchor;
  readonly anchorOfOperation: (id: string) => string | undefined;
  readonly errorAnchor: (code: string) => string;
  readonly promiseAnchor: (id: string) => string;
  /** Where a header of an error is described for all operations. */
  readonly headerAnchor: (header: Field) => string;
  /** True for an error that the page explains once for all operations. */
  readonly isSharedStatus: (response: Response) => boolean;
}

export function OperationSection(props: OperationProps): JSX.Element {
  const { operation, sample, samples, history, highlight, hasAnchor } = props;
  const { anchor, responses } = operation;
  const since = history.since(anchor);
  const later = (field: string): string | undefined =>
    history.since(field) === since ? undefined : history.since(field);
  const examples = responses.flatMap((response) => response.examples);
  return (
    <section class="op" id={anchor} data-touched={history.touched(operation.id).join(' ')}>
      <div>
        <Title operation={operation} />
        <p class="ms">
          <ProvenanceMark provenance={operation.provenance} /> <Since version={since} />
        </p>
        <DeprecatedMark deprecated={operation.deprecated} anchorOf={props.anchorOfOperation} />
        <Prose markdown={operation.description} below={3} hasAnchor={hasAnchor} />
        <Parameters operation={operation} hasAnchor={hasAnchor} since={later} />
        {operation.body ? <RequestBody body={operation.body} hasAnchor={hasAnchor} since={later} /> : null}
        <Answers {...props} later={later} />
        <Repeats operation={operation} />
        <Promises operation={operation} promiseAnchor={props.promiseAnchor} />
      </div>
      <div class="code">
        <Sample name={anchor} title={operation.summary} samples={samples} highlight={highlight} />
        {examples.length === 0 ? <p class="n">The contract has no example of an answer.</p> : null}
        {examples.map((example) => (
          <ExamplePanel
            key={example.anchor}
            example={example}
            operation={operation}
            highlight={highlight}
            first={example === (sample.example ?? examples[0])}
          />
        ))}
      </div>
    </section>
  );
}

function Title({ operation }: { readonly operation: Operation }): JSX.Element {
  const { anchor, summary, method, path, url, id } = operation;
  return (
    <>
      <h3>
        <a href={`#${anchor}`}>{summary}</a>
      </h3>
      <p class="call">
        <b class={`m ${method.toLowerCase()}`}>{method}</b>{' '}
        <code>
          <span>{url.slice(0, url.length - path.length)}</span>
          <wbr />
          {path}
        </code>{' '}
        <span class="id">{id}</span>
      </p>
    </>
  );
}

interface TableContext {
  readonly hasAnchor: HasAnchor;
  readonly since: (anchor: string) => string | undefined;
}

const placeTitles: Record<Parameter['place'], string> = {
  path: 'Path parameters',
  query: 'Query parameters',
  header: 'Header parameters',
  cookie: 'Cookie parameters',
};

function Parameters({ operation, ...context }: TableContext & { readonly operation: Operation }): JSX.Element {
  const present = (Object.keys(placeTitles) as Parameter['place'][]).filter((place) =>
    operation.parameters.some((parameter) => parameter.place === place),
  );
  return (
    <>
      {present.map((place) => (
        <>
          <h4>{placeTitles[place]}</h4>
          <FieldTable
            caption={`${placeTitles[place]} of ${operation.summary}`}
            fields={operation.parameters.filter((parameter) => parameter.place === place)}
            sender="caller"
            {...context}
          />
        </>
      ))}
    </>
  );
}

function RequestBody({ body, ...context }: TableContext & { readonly body: Body }): JSX.Element {
  return (
    <>
      <h4 id={body.anchor}>
        <a href={`#${body.anchor}`}>Body</a> <TypeName body={body} /> {body.required ? null : <em class="opt">optional</em>}
      </h4>
      <div class="w">
        <Words markdown={body.description} hasAnchor={context.hasAnchor} />{' '}
        {body.closed ? 'Members that are not listed are refused.' : null}
      </div>
      <BodyFields caption={`Body: ${body.typeName ?? 'members'}`} body={body} sender="caller" {...context} />
    </>
  );
}

function TypeName({ body }: { readonly body: Body }): JSX.Element | null {
  if (body.typeName === undefined) return null;
  return body.shared ? <a href={`#${body.shared.anchor}`}>{body.typeName}</a> : <code>{body.typeName}</code>;
}

/** The fields of a body; of a shared type the names alone, because the type says the rest. */
function BodyFields(
  props: TableContext & { readonly caption: string; readonly body: Body; readonly sender: Sender },
): JSX.Element | null {
  const { caption, body, ...context } = props;
  if (body.shared) return <MemberNames type={body.shared} />;
  if (body.fields.length === 0) return null;
  return (
    <>
      <FieldTable caption={caption} fields={body.fields} {...context} />
      <CutNote cut={body.cut} />
    </>
  );
}

function Answers(props: OperationProps & { readonly later: (anchor: string) => string | undefined }): JSX.Element {
  const { responses } = props.operation;
  const good = responses.filter(({ isError }) => !isError);
  const errors = responses.filter(({ isError }) => isError);
  const context = { hasAnchor: props.hasAnchor, since: props.later };
  return (
    <>
      <h4>Answers</h4>
      {good.map((response) => (
        <Success key={response.anchor} response={response} {...context} />
      ))}
      {errors.length === 0 ? null : (
        <table class="er">
          <caption class="sr">Errors of {props.operation.summary}</caption>
          <thead class="sr">
            <tr>
              <th scope="col">Status</th>
              <th scope="col">Codes and meaning</th>
            </tr>
          </thead>
          <tbody>
            {errors.map((response) => (
              <ErrorRow
                key={response.anchor}
                response={response}
                errorAnchor={props.errorAnchor}
                headerAnchor={props.headerAnchor}
                isSharedStatus={props.isSharedStatus}
                {...context}
              />
            ))}
          </tbody>
        </table>
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
        <BodyFields caption={`${status}: ${body.typeName ?? 'body'}`} body={body} sender="server" {...context} />
      ) : null}
    </>
  );
}

function ErrorRow(
  props: TableContext & Pick<OperationProps, 'errorAnchor' | 'headerAnchor' | 'isSharedStatus'> & { readonly response: Response },
): JSX.Element {
  const { response, errorAnchor, hasAnchor, since } = props;
  const context = { hasAnchor, since };
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
                <a href={`#${errorAnchor(code)}`}>
                  <code>{code}</code>
                </a>{' '}
              </>
            ))}
          </p>
        )}
        {props.isSharedStatus(response) ? null : <Words markdown={description} hasAnchor={hasAnchor} />}
        {provenance?.mark === 'inferred' ? <ProvenanceMark provenance={provenance} /> : null}
        {headers.map((header) => (
          <p class="t" id={header.anchor} key={header.anchor}>
            Header <a href={`#${props.headerAnchor(header)}`}>{header.path[0]}</a>: <b>{header.type}</b>
            {header.required ? '' : ', may be absent'}
          </p>
        ))}
        {body ? <BodyFields caption={`Body of ${status}`} body={body} sender="server" {...context} /> : null}
      </td>
    </tr>
  );
}

function Promises({
  operation,
  promiseAnchor,
}: Pick<OperationProps, 'operation' | 'promiseAnchor'>): JSX.Element | null {
  if (operation.promises.length === 0) return null;
  return (
    <p class="n">
      Keeps{' '}
      {operation.promises.length === 1 ? 'promise' : 'promises'}
      {operation.promises.map(({ id, number }, index) => (
        <>
          {index === 0 ? ' ' : ', '}
          <a href={`#${promiseAnchor(id)}`}>{number}</a>
        </>
      ))}
      .
    </p>
  );
}
