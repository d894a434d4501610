// Pages: awaitable one by one, iterable over their items. Source: Python SDK page "agents.list" (promises 58, 59); the
// guard against a cursor that comes back is ours. Pure but for the `fetchPage` it is given.
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

/** Starts the walk with the page after `cursor`. */
export function listPages<T>(fetchPage: FetchPage<T>, cursor: string | undefined): PageCall<T> {
  const first = load(fetchPage, cursor, new Set());
  const page = async () => (await first).data;
  const call = toCall(first);
  // Whoever iterates gets a failure of the first page from the iteration.
  const handled = <R>(result: R): R => {
    ignoreRejection(call);
    return result;
  };
  async function* pages(): AsyncGenerator<Page<T>, void, undefined> {
    yield* (await page()).pages();
  }
  return Object.assign(call, {
    pages: () => handled(pages()),
    toArray: (options?: ToArrayOptions) => handled(gather(pages(), options)),
    [Symbol.asyncIterator]: () => handled(items(pages())),
  });
}

/** `seen`: the cursors followed on the way here. */
async function load<T>(
  fetchPage: FetchPage<T>,
  cursor: string | undefined,
  seen: ReadonlySet<string>,
): Promise<WithResponse<Page<T>>> {
  const answer = await fetchPage(cursor);
  const here = cursor === undefined ? seen : new Set(seen).add(cursor);
  return { ...answer, data: new LoadedPage(answer.data, fetchPage, here) };
}

class LoadedPage<T> implements Page<T> {
  readonly data!: readonly T[];
  readonly next_cursor!: string | null;
  readonly #source: PageSource<T>;
  readonly #fetchPage: FetchPage<T>;
  readonly #seen: ReadonlySet<string>;

  constructor(source: PageSource<T>, fetchPage: FetchPage<T>, seen: ReadonlySet<string>) {
    this.#source = source;
    this.#fetchPage = fetchPage;
    this.#seen = seen;
    const { body } = source;
    // A later member of the envelope must not take the place of a method.
    for (const [name, value] of Object.entries(body))
      if (!(name in LoadedPage.prototype)) Object.defineProperty(this, name, { value, enumerable: true });
    const next = body.next_cursor || null;
    Object.defineProperty(this, 'next_cursor', { value: next, enumerable: true });
    Object.freeze(this);
  }

  get hasNext(): boolean {
    return this.next_cursor !== null;
  }

  next(): Call<Page<T>> {
    return toCall(this.#follow(this.#seen));
  }

  async #follow(seen: ReadonlySet<string>): Promise<WithResponse<Page<T>>> {
    const cursor = this.next_cursor;
    if (cursor === null)
      throw new JettsonArgumentError('next', 'cannot be called on the last page; look at hasNext');
    if (seen.has(cursor))
      throw this.#source.refuse('its next_cursor was followed before, the list would never end');
    return load(this.#fetchPage, cursor, seen);
  }

  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    let page: LoadedPage<T> = this;
    for (;;) {
      yield page;
      if (!page.hasNext) return;
      page = (await page.#follow(page.#seen)).data as LoadedPage<T>;
    }
  }

  toArray(options?: ToArrayOptions): Promise<T[]> {
    return gather(this.pages(), options);
  }

  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    return items(this.pages());
  }
}

async function* items<T>(pages: AsyncIterable<Page<T>>): AsyncGenerator<T, void, undefined> {
  for await (const page of pages) yield* page.data;
}

async function gather<T>(
  pages: AsyncIterable<Page<T>>,
  { max = Number.POSITIVE_INFINITY }: ToArrayOptions = {},
): Promise<T[]> {
  if (typeof max !== 'number' || !(max >= 0))
    throw new JettsonArgumentError('max', `must be a number of 0 or more, not ${String(max)}`);
  const gathered: T[] = [];
  for await (const page of pages) {
    for (const item of page.data) if (gathered.length < max) gathered.push(item);
    if (gathered.length >= max) break;
  }
  return gathered;
}
