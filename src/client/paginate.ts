// Pages: awaitable one by one, iterable over their items. Source: Python SDK page "agents.list" (promises 58, 59); the
// guard against a cursor that comes back is ours. Pure but for the `fetchPage` it is given.
import { checkNumber, maxRule } from './arguments.js';
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
  const first = load(fetchPage, start || undefined, new Set());
  const call = toCall(first);
  async function* pages(): Pages<T> {
    yield* (await first).data.pages();
  }
  // Whoever iterates gets a failure of the first page from the iteration.
  const handled = (): Pages<T> => {
    ignoreRejection(call);
    return pages();
  };
  return Object.assign(call, {
    pages: handled,
    toArray: (options?: ToArrayOptions) => gather(handled(), options),
    [Symbol.asyncIterator]: () => items(handled()),
  });
}

type Pages<T> = AsyncGenerator<Page<T>, void, undefined>;

/** `seen`: the cursors followed on the way here. */
async function load<T>(
  fetchPage: FetchPage<T>,
  cursor: string | undefined,
  seen: ReadonlySet<string | undefined>,
): Promise<WithResponse<LoadedPage<T>>> {
  const answer = await fetchPage(cursor);
  return { ...answer, data: new LoadedPage(answer.data, fetchPage, new Set(seen).add(cursor)) };
}

class LoadedPage<T> implements Page<T> {
  declare readonly data: readonly T[];
  declare readonly next_cursor: string | null;
  readonly #refuse: PageSource<T>['refuse'];
  readonly #fetchPage: FetchPage<T>;
  readonly #seen: ReadonlySet<string | undefined>;

  constructor(
    { body, refuse }: PageSource<T>,
    fetchPage: FetchPage<T>,
    seen: ReadonlySet<string | undefined>,
  ) {
    this.#refuse = refuse;
    this.#fetchPage = fetchPage;
    this.#seen = seen;
    // A later member of the envelope must not take the place of a method.
    const own = Object.entries(body).filter(([name]) => !(name in this));
    Object.assign(this, Object.fromEntries(own), { next_cursor: body.next_cursor || null });
    Object.freeze(this);
  }

  get hasNext(): boolean {
    return this.next_cursor !== null;
  }

  next(): Call<Page<T>> {
    return toCall(this.#follow());
  }

  async #follow(): Promise<WithResponse<LoadedPage<T>>> {
    const cursor = this.next_cursor;
    if (cursor === null)
      throw new JettsonArgumentError('next', 'cannot be called on the last page; look at hasNext');
    if (this.#seen.has(cursor))
      throw this.#refuse('its next_cursor was followed before, the list would never end');
    return load(this.#fetchPage, cursor, this.#seen);
  }

  async *pages(): Pages<T> {
    let page: LoadedPage<T> = this;
    yield page;
    while (page.hasNext) {
      page = (await page.#follow()).data;
      yield page;
    }
  }

  toArray(options?: ToArrayOptions): Promise<T[]> {
    return gather(this.pages(), options);
  }

  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    return items(this.pages());
  }
}

async function* items<T>(pages: Pages<T>): AsyncGenerator<T, void, undefined> {
  for await (const page of pages) yield* page.data;
}

async function gather<T>(pages: Pages<T>, { max = Infinity }: ToArrayOptions = {}): Promise<T[]> {
  checkNumber('max', max, maxRule);
  const gathered: T[] = [];
  for await (const page of pages) {
    gathered.push(...page.data.slice(0, max - gathered.length));
    if (gathered.length >= max) break;
  }
  return gathered;
}
