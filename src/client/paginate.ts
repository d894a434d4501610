// Pages: awaitable one by one, iterable over their items. Source: Python SDK page "agents.list" (promises 58, 59); the
// guard against a cursor that comes back is ours. Pure but for the `fetchPage` it is given.
import { checkNumbers } from './arguments.js';
import { JettsonArgumentError } from './errors.js';
import { type Call, ignoreRejection, toCall, type WithResponse } from './call.js';

/** What a page's answer must have. Unknown members stay on the page. */
export interface PageBody<T> {
  readonly data: readonly T[];
  /** Absent reads as null: fact sheet A27. */
  readonly next_cursor?: string | null;
}

/** Fetches the page after a cursor (undefined: the first one). */
export type FetchPage<T> = (cursor: string | undefined) => Promise<WithResponse<PageSource<T>>>;

/** A page's body, and the error for a cursor that came back. */
export interface PageSource<T> {
  readonly body: PageBody<T>;
  readonly refuse: (what: string) => Error;
}

/** How many items `toArray` gathers. @example await client.agents.list().toArray({ max: 200 }) */
export interface ToArrayOptions {
  /** Items at most; no further page is fetched once they are there. Default: all. */
  readonly max?: number | undefined;
}

/** A walk over a list's items: with `for await`, page by page, or into an array. */
export interface Walk<T> extends AsyncIterable<T> {
  /**
   * This page and those after it, one request each.
   * @example for await (const page of client.agents.list().pages()) console.log(page.data.length);
   */
  pages(): AsyncGenerator<Page<T>, void, undefined>;
  /**
   * The items of this page and those after it.
   * @example const newest = await client.agents.list().toArray({ max: 200 });
   */
  toArray(options?: ToArrayOptions): Promise<T[]>;
}

/**
 * One page of a list. Members the contract does not know are kept.
 * @example
 * let page = await client.agents.list({ limit: 50 });
 * while (page.hasNext) page = await page.next();
 */
export interface Page<T> extends Walk<T> {
  readonly data: readonly T[];
  /** Goes back in as `cursor`; null on the last page. */
  readonly next_cursor: string | null;
  /** Is there a page after this one? An empty page can have one. */
  readonly hasNext: boolean;
  /** Fetches the page after this one. Rejects with a JettsonArgumentError on the last page: look at `hasNext` first. */
  next(): Call<Page<T>>;
}

/** A list that is being fetched: await it for its first page, or iterate over all items. */
export interface PageCall<T> extends Call<Page<T>>, Walk<T> {}

/** Starts the walk with the page after `start`; null and empty are the first page's. */
export function listPages<T>(fetchPage: FetchPage<T>, start: string | null | undefined): PageCall<T> {
  const first = toCall(load(fetchPage, start || undefined, []));
  return Object.assign(
    first,
    walk(() => {
      // Whoever iterates gets a failure of the first page from the iteration.
      ignoreRejection(first);
      return (async function* () {
        yield* (await first).pages();
      })();
    }),
  );
}

type Pages<T> = AsyncGenerator<Page<T>, void, undefined>;

/** The three ways to walk over pages. */
function walk<T>(pages: () => Pages<T>): Walk<T> {
  return {
    pages,
    async toArray({ max = Infinity } = {}) {
      const all = pages(); // first: whoever asks hears of a failure here
      checkNumbers({ max }, { max: [0, Infinity] });
      const gathered: T[] = [];
      for await (const { data } of all) {
        gathered.push(...data.slice(0, max - gathered.length));
        if (gathered.length >= max) break;
      }
      return gathered;
    },
    [Symbol.asyncIterator]() {
      const all = pages(); // at once, as above
      return (async function* () {
        for await (const page of all) yield* page.data;
      })();
    },
  };
}

/** `seen`: the cursors followed on the way here. */
async function load<T>(
  fetchPage: FetchPage<T>,
  cursor: string | undefined,
  seen: readonly (string | undefined)[],
): Promise<WithResponse<Page<T>>> {
  const answer = await fetchPage(cursor);
  const { body, refuse } = answer.data;
  const next_cursor = body.next_cursor || null;
  const followed = [...seen, cursor];
  const follow = async () => {
    if (next_cursor === null)
      throw new JettsonArgumentError('next', 'cannot be called on the last page; look at hasNext');
    if (followed.includes(next_cursor)) throw refuse('its next_cursor was followed before');
    return load(fetchPage, next_cursor, followed);
  };
  const methods = {
    hasNext: next_cursor !== null,
    next: () => toCall(follow()),
    ...walk(async function* () {
      for (let at = page; ; at = await at.next()) {
        yield at;
        if (!at.hasNext) break;
      }
    }),
  };
  // A later member of the envelope must not take the place of a method.
  const own = Object.entries(body).filter(([name]) => !(name in methods));
  const page: Page<T> = Object.freeze(
    Object.assign(Object.create(methods), Object.fromEntries(own), { next_cursor }),
  );
  return { ...answer, data: page };
}
