// What happens when the answer is an error or never comes: which statuses are retried, and whether a repeat acts twice.
import type { JSX } from 'preact';
import type { Operation } from '../model.js';

/** A status that a repeat can cure: 429 and 5xx. */
export function isRetried(status: string): boolean {
  return status === '429' || status.startsWith('5');
}

export function Repeats({ operation }: { readonly operation: Operation }): JSX.Element {
  const statuses = operation.responses.filter(({ isError }) => isError).map(({ status }) => status);
  return (
    <>
      <h4>Repeats</h4>
      <p>
        <RepeatRule operation={operation} /> <StatusList statuses={statuses.filter(isRetried)} retried />{' '}
        <StatusList statuses={statuses.filter((status) => !isRetried(status))} />{' '}
        {statuses.length === 0 ? null : <a href="#retries">How retries work</a>}
      </p>
    </>
  );
}

function RepeatRule({ operation }: { readonly operation: Operation }): JSX.Element {
  const { method, idempotencyHeader, idempotentMethod } = operation;
  if (idempotencyHeader !== undefined)
    return (
      <>
        Safe to repeat with the same <code>{idempotencyHeader}</code>. The TypeScript client makes a key by
        itself and keeps it through every retry.
      </>
    );
  if (idempotentMethod) return <>Safe to repeat: {method} has the same effect once or many times.</>;
  return <>This {method} takes no idempotency key: what a second one does is said above.</>;
}

function StatusList(props: {
  readonly statuses: readonly string[];
  readonly retried?: boolean;
}): JSX.Element | null {
  if (props.statuses.length === 0) return null;
  const all = props.statuses.join(', ');
  return props.retried ? <>The client retries {all}.</> : <>It never retries {all}.</>;
}
