// The last requests and what became of them. Holds no key, and a bounded number of bytes.

/** One request as the log tells it; the same over `GET /__mock/requests` and in `calls`. */
export interface LoggedRequest {
  /** Counts from 1 since the start or the last reset. */
  readonly n: number;
  /** When it came, RFC 3339. */
  readonly at: string;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  /** Lower-case names. Of an Authorization header only the scheme and the first characters are kept. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON that was sent, or its text where it is none; at most 16 KiB, then cut and marked with `…`. */
  readonly body?: unknown;
  /** The operation, where the route is one of the contract's. */
  readonly operation?: string;
  /** What was answered, or would have been had no fault kept it. */
  readonly status: number;
  readonly example?: string;
  /** The scenario step that decided the answer: `scenario file:line`. */
  readonly step?: string;
  /** True where a scenario says that the server did what it was asked, even if the answer was lost. */
  readonly acted?: boolean;
  readonly fault?: string;
  /** Why the request was refused. */
  readonly refused?: readonly string[];
  /** The value of `x-mock-error`, when the answer is the mock's own and not the contract's. */
  readonly mock_error?: string;
}

export interface RequestLog {
  add(entry: Omit<LoggedRequest, 'n'>): LoggedRequest;
  /** Oldest first. */
  entries(): readonly LoggedRequest[];
  clear(): void;
}

const longestBody = 16_384;

/** Keeps the last `limit` requests. */
export function createLog(limit = 1000): RequestLog {
  let kept: LoggedRequest[] = [];
  let count = 0;
  return {
    add(entry) {
      const logged = { n: ++count, ...entry };
      kept.push(logged);
      if (kept.length >= limit * 2) kept = kept.slice(-limit);
      return logged;
    },
    entries: () => kept.slice(-limit),
    clear() {
      kept = [];
      count = 0;
    },
  };
}

/** Header fields for the log, without credentials. */
export function loggedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { authorization, cookie, ...rest } = headers;
  return {
    ...rest,
    ...(authorization === undefined
      ? {}
      : { authorization: authorization.replace(/^(\S+ +.{0,8}).*$/s, '$1…') }),
    ...(cookie === undefined ? {} : { cookie: '…' }),
  };
}

/** A body for the log: parsed where it is small JSON. */
export function loggedBody(bytes: Uint8Array): unknown {
  const text = new TextDecoder().decode(bytes.subarray(0, longestBody));
  if (bytes.byteLength > longestBody) return `${text}…`;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
