// What a reader needs before the first call. Facts come from the contract; how the client behaves is the client's.
import type { JSX } from 'preact';
import type { Highlight } from '../highlight.js';
import type { Contract } from '../model.js';
import type { Notice } from '../page-model.js';
import type { HasAnchor } from './prose.js';
import { authentication, pagination, quickstart } from '../samples/guides.js';
import { Guide } from './guide.js';
import { Prose } from './prose.js';

interface GuideProps {
  readonly contract: Contract;
  readonly highlight: Highlight;
  readonly hasAnchor: HasAnchor;
}

export function Quickstart({ contract, highlight }: GuideProps): JSX.Element {
  return (
    <Guide id="quickstart" title="Quickstart" contract={contract} sample={quickstart} highlight={highlight}>
      <ol>
        <li>
          Make an API key in the Console at <code>/console/api-keys</code> and keep it in the environment
          variable <code>JETTSON_API_KEY</code>.
        </li>
        <li>
          Install a client: <code>npm install @jettson/api</code> for TypeScript,{' '}
          <code>pip install jettson</code> for Python. curl needs nothing.
        </li>
        <li>
          Spawn an agent with a task in plain words, and wait for its result. That is the sample beside this
          text; choose your language above it.
        </li>
      </ol>
      <p>
        Every request goes to <code>{contract.server}</code> and carries the key. Every answer that has a body
        is JSON.
      </p>
    </Guide>
  );
}

export function Authentication({ contract, highlight, hasAnchor }: GuideProps): JSX.Element {
  return (
    <Guide
      id="authentication"
      title="Authentication"
      contract={contract}
      sample={authentication}
      highlight={highlight}
    >
      {contract.auth.map(({ name, description, scheme }) => (
        <>
          <p class="t">
            <b>{name}</b> · {scheme}
          </p>
          <Prose markdown={description} below={2} hasAnchor={hasAnchor} />
        </>
      ))}
      {contract.auth.length === 0 ? <p>The contract asks for no key.</p> : null}
    </Guide>
  );
}

export function Pagination({ contract, highlight }: GuideProps): JSX.Element | null {
  const paginated = contract.operations.filter((operation) => operation.paginated);
  if (paginated.length === 0) return null;
  return (
    <Guide id="pagination" title="Pagination" contract={contract} sample={pagination} highlight={highlight}>
      <p>
        A paginated list answers <code>{'{ "data": […], "next_cursor": … }'}</code>. Send{' '}
        <code>next_cursor</code> back as <code>cursor</code>, unchanged, to get the next page. The walk ends
        when <code>next_cursor</code> is null, and on nothing else: an empty page may still carry a cursor.
      </p>
      <p>
        Paginated are:{' '}
        {paginated.map(({ anchor, id }, index) => (
          <>
            {index === 0 ? '' : ', '}
            <a href={`#${anchor}`}>{id}</a>
          </>
        ))}
        . Every other list comes whole. The TypeScript client walks the pages itself: iterate over the call,
        and it stops where you break.
      </p>
    </Guide>
  );
}

export function Retries({ contract, highlight }: GuideProps): JSX.Element {
  const keyed = contract.operations.filter(({ idempotencyHeader }) => idempotencyHeader !== undefined);
  return (
    <Guide id="retries" title="Retries and repeats" contract={contract} highlight={highlight}>
      <p>The TypeScript client follows these rules; with curl they are yours to follow.</p>
      <table>
        <caption class="sr">What is retried</caption>
        <thead>
          <tr>
            <th scope="col">Outcome</th>
            <th scope="col">What happens</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">429</th>
            <td>
              Waits as long as <code>Retry-After</code> says, else <code>details.retryAfterSeconds</code>,
              else 1, 2, then 4 seconds. At most three retries. A wait of more than a minute is refused at
              once, with the number.
            </td>
          </tr>
          <tr>
            <th scope="row">500, 503</th>
            <td>
              Waits as long as <code>Retry-After</code> says, else 1, 2, then 4 seconds. At most three
              retries.
            </td>
          </tr>
          <tr>
            <th scope="row">No answer</th>
            <td>One retry after a second: a lost connection, a broken body, a time-out.</td>
          </tr>
          <tr>
            <th scope="row">400, 401, 402, 404</th>
            <td>Never retried. A 402 needs an upgrade of the plan, or its reset.</td>
          </tr>
        </tbody>
      </table>
      <p>
        Waits grow by up to a tenth at random, so that many clients do not come back at once.{' '}
        <code>maxRetries: 0</code> switches retries off.
      </p>
      {keyed.map(({ anchor, summary, idempotencyHeader }) => (
        <p key={anchor}>
          <a href={`#${anchor}`}>{summary}</a> reads <code>{idempotencyHeader}</code>: a repeat with the same
          key, inside a short window, gets what is already there.
        </p>
      ))}
    </Guide>
  );
}

export function Versions({
  contract,
  highlight,
  notice,
}: GuideProps & { readonly notice: Notice }): JSX.Element {
  return (
    <Guide id="versions" title="Versions" contract={contract} highlight={highlight}>
      <p>
        <strong>v1 is stable: what works today keeps working.</strong> The version stands in the address,{' '}
        <code>{contract.server}</code>, and nowhere else.
      </p>
      <h3>What may come without a new version</h3>
      <p>
        New operations, new optional parameters, new fields in answers, new values of{' '}
        <a href="#open-enums">open enums</a>, new error codes. So ignore fields that you do not know, treat an
        unknown status of an agent as "not ended", and an unknown error code by the class of its status.
      </p>
      <h3>What never comes inside v1</h3>
      <p>
        A field or an operation that disappears, a new required parameter, a narrower type or bound of what
        you send, a wider one of what you get. Every change of the contract is judged for that before it is
        released; a change that would break a caller ships under <code>/v2</code>, on a path beside v1.
      </p>
      <h3>Notice</h3>
      <p>
        When something is to go, it is marked deprecated in a release of this contract, with the date of its
        end and with what replaces it. It stays at least until that date, at least {notice.days} days from the
        release in which the mark first appeared, and at least {notice.successorDays} days after its
        replacement was released: whichever comes last. A mark without a date gives no notice. Account owners
        are told by e-mail well ahead. Marks stand beside the thing itself on this page, and in the{' '}
        <a href="#changelog">changelog</a>.
      </p>
    </Guide>
  );
}

export function Reading({ contract, highlight }: GuideProps): JSX.Element {
  return (
    <Guide id="reading" title="How to read this page" contract={contract} highlight={highlight}>
      <h3 id="provenance">
        <a href="#provenance">Published and inferred</a>
      </h3>
      <p>
        <span class="p pub">published</span> rests on a sentence that Jettson has published, and{' '}
        <span class="p inf">inferred</span> on a careful reading of the rest: open the mark for the reason. A
        row without a mark shares that of its operation or type.
      </p>
      <h3 id="open-enums">
        <a href="#open-enums">Open and closed enums</a>
      </h3>
      <p>
        An <strong>open</strong> enum lists the values known today; more may come at any time, so keep a
        default branch. A <strong>closed</strong> enum is complete: as an argument, any other value is
        refused; in an answer, a new value would be a new version.
      </p>
      <h3>Fields</h3>
      <p>
        Nested fields are named by their path: <code>data[].status</code> is the member <code>status</code> of
        each item of <code>data</code>. Arguments say where they are required, answers where a field may be
        absent. "or null" means that null is a value of its own. Every name is a link to itself.
      </p>
    </Guide>
  );
}
