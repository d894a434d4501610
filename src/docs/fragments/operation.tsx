// One operation: what it is on the left, how it looks on the wire on the right.
import type { JSX } from 'preact';
import type { Highlight } from '../highlight.js';
import type { History } from '../history.js';
import type { Operation, Parameter } from '../model.js';
import type { SampleRequest } from '../samples/request.js';
import type { HasAnchor } from './prose.js';
import { Answers, type ErrorLinks } from './answers.js';
import { RequestBody, type TableContext } from './body.js';
import { ExamplePanel } from './example.js';
import { FieldTable } from './field-table.js';
import { DeprecatedMark, laterSince, ProvenanceMark, Since } from './marks.js';
import { Prose } from './prose.js';
import { Repeats } from './repeats.js';
import { Sample, type Samples } from './sample.js';

export interface OperationProps {
  readonly operation: Operation;
  readonly sample: SampleRequest;
  readonly samples: Samples;
  readonly history: History;
  readonly highlight: Highlight;
  readonly hasAnchor: HasAnchor;
  readonly anchorOfOperation: (id: string) => string | undefined;
  readonly promiseAnchor: (id: string) => string;
  readonly errorLinks: ErrorLinks;
}

export function OperationSection(props: OperationProps): JSX.Element {
  const { operation, sample, samples, history, highlight, hasAnchor } = props;
  const { anchor, responses } = operation;
  const since = history.since(anchor);
  const context: TableContext = {
    operationId: operation.id,
    hasAnchor,
    since: (field) => laterSince(history, field, since),
  };
  const examples = responses.flatMap((response) => response.examples);
  return (
    <section class="op" id={anchor} data-touched={history.touched(operation.id).join(' ')}>
      <div>
        <Title operation={operation} />
        <div class="ms">
          <ProvenanceMark provenance={operation.provenance} /> <Since version={since} />
        </div>
        <DeprecatedMark deprecated={operation.deprecated} anchorOf={props.anchorOfOperation} />
        <Prose markdown={operation.description} below={3} hasAnchor={hasAnchor} />
        <Parameters operation={operation} {...context} />
        {operation.body ? <RequestBody body={operation.body} {...context} /> : null}
        <Answers operation={operation} links={props.errorLinks} {...context} />
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

const placeTitles: Record<Parameter['place'], string> = {
  path: 'Path parameters',
  query: 'Query parameters',
  header: 'Header parameters',
  cookie: 'Cookie parameters',
};

function Parameters({
  operation,
  ...context
}: TableContext & { readonly operation: Operation }): JSX.Element {
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

function Promises({
  operation,
  promiseAnchor,
}: Pick<OperationProps, 'operation' | 'promiseAnchor'>): JSX.Element | null {
  if (operation.promises.length === 0) return null;
  return (
    <p class="n">
      Keeps {operation.promises.length === 1 ? 'promise' : 'promises'}
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
