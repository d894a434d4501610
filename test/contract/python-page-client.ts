// A client as the published Python SDK page describes it, over plain HTTP: its constructor, methods, errors and retries.
// It knows nothing of this project: no types, no generated code, only what the page says.

/** `JettsonError` and its subclasses; `kind` is the name of the class on the page. */
export class JettsonError extends Error {
  constructor(
    readonly kind: string,
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

export type Json = Readonly<Record<string, unknown>>;

export interface Options {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly maxRetries?: number;
  readonly timeoutSeconds?: number;
  /** Waits are recorded here instead of waited for. */
  readonly sleep: (seconds: number) => void;
}

const kinds: Readonly<Record<number, string>> = {
  400: 'JettsonValidationError',
  401: 'JettsonAuthError',
  402: 'JettsonQuotaExceededError',
  404: 'JettsonNotFoundError',
  429: 'JettsonRateLimitError',
};

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export function createPythonPageClient({
  apiKey,
  baseUrl,
  maxRetries = 3,
  timeoutSeconds = 60,
  sleep,
}: Options) {
  async function once(
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string>,
  ): Promise<unknown> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${baseUrl}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutSeconds * 1000),
      });
      text = await response.text();
    } catch (error) {
      throw new JettsonError('JettsonNetworkError', 0, 'network_error', (error as Error).message);
    }
    if (response.ok) return text === '' ? undefined : JSON.parse(text);
    const {
      code = 'unknown_error',
      message = `HTTP ${response.status}`,
      details = {},
    } = (text.startsWith('{')
      ? (JSON.parse(text) as { error?: { code?: string; message?: string; details?: Json } }).error
      : undefined) ?? {};
    const after = Number(response.headers.get('retry-after') ?? details['retryAfterSeconds'] ?? 1);
    const kind = response.status >= 500 ? 'JettsonServerError' : (kinds[response.status] ?? 'JettsonError');
    throw new JettsonError(
      kind,
      response.status,
      code,
      message,
      details,
      response.status === 429 ? after : undefined,
    );
  }

  /** Retries: 429 after Retry-After, 5xx after 1, 2, 4 seconds, a network failure once. */
  async function call(
    method: string,
    path: string,
    {
      query = {},
      body,
      headers = {},
    }: { query?: Query; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<unknown> {
    const set = Object.entries(query).filter(([, value]) => value !== undefined);
    const target =
      set.length > 0
        ? `${path}?${new URLSearchParams(set.map(([name, value]) => [name, String(value)]))}`
        : path;
    for (let attempt = 0; ; attempt++) {
      try {
        return await once(method, target, body, headers);
      } catch (error) {
        if (!(error instanceof JettsonError) || attempt >= maxRetries) throw error;
        if (error.kind === 'JettsonRateLimitError') sleep(error.retryAfterSeconds ?? 1);
        else if (error.kind === 'JettsonServerError') sleep(2 ** attempt);
        else if (error.kind === 'JettsonNetworkError' && attempt === 0) sleep(1);
        else throw error;
      }
    }
  }

  const agents = {
    spawn: ({
      idempotency_key,
      ...body
    }: {
      task: string;
      name?: string;
      region?: string;
      idempotency_key?: string;
    }) =>
      call('POST', '/agents', {
        body,
        headers: idempotency_key === undefined ? {} : { 'x-idempotency-key': idempotency_key },
      }) as Promise<Json>,
    get: (id: string) => call('GET', `/agents/${id}`) as Promise<Json>,
    list: (query: { limit?: number; cursor?: string | undefined } = {}) =>
      call('GET', '/agents', { query }) as Promise<{ data: Json[]; next_cursor: string | null }>,
    cancel: (id: string) => call('DELETE', `/agents/${id}`),
    /** Polls until the status is completed, error or stopped. */
    async wait(
      id: string,
      { timeout_seconds = 300, poll_interval_seconds = 1, max_poll_interval_seconds = 5 } = {},
    ): Promise<Json> {
      let waited = 0;
      for (
        let interval = poll_interval_seconds;
        ;
        interval = Math.min(interval * 1.5, max_poll_interval_seconds)
      ) {
        const agent = await agents.get(id);
        if (['completed', 'error', 'stopped'].includes(String(agent['status']))) return agent;
        if (waited >= timeout_seconds)
          throw new JettsonError('AgentTimeoutError', 0, 'agent_timeout', `${id} after ${waited} s`);
        const pause = Math.min(interval, timeout_seconds - waited);
        sleep(pause);
        waited += pause;
      }
    },
  };
  const memory = {
    put: (body: Json) => call('POST', '/memory', { body }) as Promise<Json>,
    async get(key: string, query: { namespace?: string } = {}): Promise<Json | null> {
      try {
        return (await call('GET', '/memory', { query: { key, ...query } })) as Json;
      } catch (error) {
        if (error instanceof JettsonError && error.kind === 'JettsonNotFoundError') return null;
        throw error;
      }
    },
    delete: (key: string, query: { namespace?: string } = {}) =>
      call('DELETE', '/memory', { query: { key, ...query } }),
    search: async (body: Json) =>
      ((await call('POST', '/memory/search', { body })) as { results: Json[] }).results,
    list: async (query: Query = {}) =>
      ((await call('GET', '/memory/list', { query })) as { memories: Json[] }).memories,
    namespaces: async () => ((await call('GET', '/memory/namespaces')) as { namespaces: Json[] }).namespaces,
    dedupe: (body: Json = {}) =>
      call('POST', '/memory/dedupe', { body: { dry_run: false, ...body } }) as Promise<Json>,
    consolidate: (body: Json = {}) => call('POST', '/memory/consolidate', { body }) as Promise<Json>,
    export: () => call('GET', '/memory/export') as Promise<Json>,
    import_: (memories: readonly Json[]) =>
      call('POST', '/memory/import', { body: { memories } }) as Promise<Json>,
  };
  return { agents, memory };
}
