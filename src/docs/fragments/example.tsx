// One named example: what is sent, where the contract says it, and what comes back.
import type { JSX } from 'preact';
import type { Highlight } from '../highlight.js';
import type { Example } from '../examples.js';
import type { Operation } from '../model.js';
import { escapeText } from '../markdown.js';
import { requestPath } from '../samples/request.js';
import { Raw } from './raw.js';

export function ExamplePanel(props: {
  readonly example: Example;
  readonly operation: Operation;
  readonly highlight: Highlight;
  /** The one that belongs to the sample: a script leaves it open. */
  readonly first: boolean;
}): JSX.Element {
  const { example, operation, highlight, first } = props;
  const { name, anchor, status, summary } = example;
  return (
    <details class={first ? 'x keep' : 'x'} id={anchor} open>
      <summary>
        <StatusMark status={status} /> <b>{name}</b> {summary}
      </summary>
      {example.request === undefined ? null : (
        <pre>
          <Raw as="code" html={requestHtml(operation, example, highlight)} />
        </pre>
      )}
      <pre>
        <Raw as="code" html={responseHtml(example, highlight)} />
      </pre>
    </details>
  );
}

export function StatusMark({ status }: { readonly status: string }): JSX.Element {
  return <b class={`c c${/^[1-5]/.exec(status)?.[0] ?? '5'}`}>{status}</b>;
}

function requestHtml(operation: Operation, { request }: Example, highlight: Highlight): string {
  if (!request) return '';
  const line = `${operation.method} ${requestPath(operation, request)}`;
  return message(line, request.headers, request.body, highlight);
}

function responseHtml({ status, headers, body }: Example, highlight: Highlight): string {
  return message(status, headers, body, highlight);
}

function message(
  first: string,
  headers: readonly (readonly [string, string])[],
  body: unknown,
  highlight: Highlight,
): string {
  const head = [
    `<b>${escapeText(first)}</b>`,
    ...headers.map(([name, value]) => escapeText(`${name}: ${value}`)),
  ];
  return body === undefined
    ? head.join('\n')
    : `${head.join('\n')}\n${highlight(JSON.stringify(body, null, 2), 'json')}`;
}
