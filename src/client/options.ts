// The constructor's options: read from the environment, checked once, before any request. No I/O.
import { server } from '../../generated/operations.js';
import { checkHeaders, isHeaderValue } from './arguments.js';
import { type Clock, systemClock } from './clock.js';
import { JettsonConfigError } from './errors.js';
import { type Logger, type LogLevel, logLevels } from './logger.js';
import type { Middleware, RetryInfo } from './middleware.js';
import { maxTimerMs } from './retry.js';
import { version } from './version.js';

/**
 * A function like the platform's `fetch`. It gets the URL as text, and a plain init.
 * @example new Jettson({ fetch: async (url, init) => fetch(url, init) });
 */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What the client sets itself and `fetchOptions` cannot. */
type OwnInit = 'method' | 'headers' | 'body' | 'signal' | 'redirect';

/**
 * What `fetchOptions` may hold: what the platform's `fetch` takes and the client does not set.
 * @example new Jettson({ fetchOptions: { dispatcher: new ProxyAgent('http://proxy.example:8080') } });
 */
export type FetchOptions = Omit<RequestInit, OwnInit> & { readonly [Own in OwnInit]?: never } & {
  readonly [extension: string]: unknown;
};

/**
 * Options of `new Jettson(options)`. Each is optional; defaults are those of the Python SDK page where it has one
 * (promise 49).
 * @example new Jettson({ apiKey: 'jett_sk_test_…', maxRetries: 0 });
 */
export interface JettsonOptions {
  /**
   * The API key, or a function that gives it (asked before each request, so that keys can rotate).
   * Default: the environment variable `JETTSON_API_KEY`.
   */
  readonly apiKey?: string | (() => string | Promise<string>) | undefined;
  /** Default: the environment variable `JETTSON_BASE_URL`, else `https://jettson.dev/api/v1`. */
  readonly baseUrl?: string | undefined;
  /** Repeats after the first attempt; 0 switches every retry off. Default 3. */
  readonly maxRetries?: number | undefined;
  /** Limit of one attempt, headers and body, in milliseconds. Default 60,000. */
  readonly timeoutMs?: number | undefined;
  /** Limit of a whole call, retries and waits included, in milliseconds. Default: none. */
  readonly deadlineMs?: number | undefined;
  /** The longest `Retry-After` to wait for, in milliseconds; a longer one is an error at once. Default 60,000. */
  readonly maxRetryDelayMs?: number | undefined;
  /** Waits grow by up to this share, from 0 to 1, and never shrink; 0 gives exactly 1, 2, 4 s. Default 0.1. */
  readonly jitter?: number | undefined;
  /** Sent with every request. Headers that the client sets itself are refused. */
  readonly headers?: Readonly<Record<string, string>> | Headers | undefined;
  /** Default: the platform's `fetch`, looked up at each request. */
  readonly fetch?: Fetch | undefined;
  /** Passed on to `fetch`: `dispatcher` (proxies), `keepalive`, `credentials` … */
  readonly fetchOptions?: FetchOptions | undefined;
  /** Run around each attempt, the first one outermost. */
  readonly middleware?: readonly Middleware[] | undefined;
  /** Called before each wait. What it throws is logged, never raised. */
  readonly onRetry?: ((info: RetryInfo) => void) | undefined;
  /** Default: `console`. */
  readonly logger?: Logger | undefined;
  /** Default: the environment variable `JETTSON_LOG`, else `warn`. `debug` logs one line per attempt. */
  readonly logLevel?: LogLevel | undefined;
  /** The `User-Agent` header. Default: `jettson-api/` and this package's version. */
  readonly userAgent?: string | undefined;
  /** Freeze results to their last level. Default true. */
  readonly freeze?: boolean | undefined;
  /** A key in a browser is a key in everybody's hands; refused without this. Default false. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
  /** Source of jitter, in [0, 1). Default: `Math.random`. */
  readonly random?: (() => number) | undefined;
  /** Time and timers. Default: the platform's. */
  readonly clock?: Clock | undefined;
}

/** The options after reading and checking; what the transport works with. */
export interface Settings {
  readonly apiKey: string | (() => string | Promise<string>);
  readonly baseUrl: string;
  readonly maxRetries: number;
  readonly timeoutMs: number;
  readonly deadlineMs: number | undefined;
  readonly maxRetryDelayMs: number;
  readonly jitter: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: Fetch | undefined;
  readonly fetchOptions: FetchOptions | undefined;
  readonly middleware: readonly Middleware[];
  readonly onRetry: ((info: RetryInfo) => void) | undefined;
  readonly logger: Logger | undefined;
  readonly logLevel: LogLevel;
  readonly freeze: boolean;
  readonly random: () => number;
  readonly clock: Clock;
}

/** The outside world as far as options come from it. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isBrowser: boolean;
}

const defaults = { maxRetries: 3, timeoutMs: 60_000, maxRetryDelayMs: 60_000, jitter: 0.1 };

/** Reads and checks the options. @throws JettsonConfigError that names the option and the rule. */
export function readOptions(options: JettsonOptions, { env, isBrowser }: Surroundings): Settings {
  if (typeof options !== 'object' || options === null)
    throw new JettsonConfigError('options', 'must be an object');
  if (isBrowser && options.dangerouslyAllowBrowser !== true)
    throw new JettsonConfigError(
      'dangerouslyAllowBrowser',
      'must be true to run in a browser, where every visitor can read the key; call the API from a server instead',
    );
  return {
    apiKey: readKey(options.apiKey, env['JETTSON_API_KEY']),
    baseUrl: readBaseUrl(options.baseUrl ?? (env['JETTSON_BASE_URL'] || server)),
    maxRetries: readInteger('maxRetries', options.maxRetries ?? defaults.maxRetries),
    timeoutMs: readMs('timeoutMs', options.timeoutMs ?? defaults.timeoutMs, 1),
    deadlineMs: options.deadlineMs === undefined ? undefined : readMs('deadlineMs', options.deadlineMs, 1),
    maxRetryDelayMs: readMs('maxRetryDelayMs', options.maxRetryDelayMs ?? defaults.maxRetryDelayMs, 0),
    jitter: readShare('jitter', options.jitter ?? defaults.jitter),
    headers: readHeaders(options),
    fetch: readFunction('fetch', options.fetch),
    fetchOptions: options.fetchOptions,
    middleware: readMiddleware(options.middleware ?? []),
    onRetry: readFunction('onRetry', options.onRetry),
    logger: options.logger,
    logLevel: readLogLevel(options.logLevel ?? (env['JETTSON_LOG'] || 'warn')),
    freeze: options.freeze ?? true,
    random: readFunction('random', options.random) ?? Math.random,
    clock: options.clock ?? systemClock,
  };
}

/** @throws JettsonConfigError unless the key can travel in a header. The message never holds the key. */
export function checkKey(key: unknown): string {
  if (typeof key !== 'string')
    throw new JettsonConfigError('apiKey', 'must be a string, or a function that gives one');
  if (key === '') throw new JettsonConfigError('apiKey', 'must not be empty');
  if (!/^[\x21-\x7e]+$/.test(key))
    throw new JettsonConfigError(
      'apiKey',
      'must be visible ASCII; it holds blanks, line ends or other characters',
    );
  return key;
}

function readKey(given: unknown, fromEnv: string | undefined): Settings['apiKey'] {
  if (typeof given === 'function') return given as () => string | Promise<string>;
  if (given === undefined && !fromEnv)
    throw new JettsonConfigError(
      'apiKey',
      'is missing: pass it, or set JETTSON_API_KEY (keys: jettson.dev/console/api-keys)',
    );
  return checkKey(given ?? fromEnv);
}

function readBaseUrl(value: unknown): string {
  const refuse = (rule: string) => new JettsonConfigError('baseUrl', rule);
  let url: URL;
  try {
    if (typeof value !== 'string') throw value;
    url = new URL(value);
  } catch {
    throw refuse('must be a complete URL such as https://jettson.dev/api/v1');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw refuse('must start with https:// or http://');
  if (url.username || url.password) throw refuse('must not hold a user name or password');
  if (/[?#]/.test(value as string)) throw refuse('must not hold a query or a fragment');
  return url.origin + url.pathname.replace(/\/+$/, '');
}

function readInteger(option: string, value: unknown): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0)
    throw new JettsonConfigError(option, `must be a whole number of 0 or more, not ${String(value)}`);
  return value as number;
}

function readShare(option: string, value: unknown): number {
  if (typeof value !== 'number' || !(value >= 0 && value <= 1))
    throw new JettsonConfigError(option, `must be a number from 0 to 1, not ${String(value)}`);
  return value;
}

/** Is this a time that a timer can hold? Beyond 2³¹ − 1 ms a timer fires at once. */
export function isMs(value: unknown, least: number): value is number {
  return typeof value === 'number' && value >= least && value <= maxTimerMs;
}

function readMs(option: string, value: unknown, least: number): number {
  if (!isMs(value, least))
    throw new JettsonConfigError(
      option,
      `must be from ${least} to ${maxTimerMs} milliseconds, not ${String(value)}`,
    );
  return value;
}

function readHeaders(options: JettsonOptions): Record<string, string> {
  const refuse = (name: string, rule: string) => new JettsonConfigError(name, rule);
  const userAgent = options.userAgent ?? `jettson-api/${version}`;
  if (!isHeaderValue(userAgent)) throw refuse('userAgent', 'must be visible ASCII text');
  const own = { accept: 'application/json', ...(userAgent && { 'user-agent': userAgent }) };
  return options.headers === undefined ? own : { ...own, ...checkHeaders(options.headers, refuse) };
}

function readFunction<F>(option: string, value: F): F {
  if (value !== undefined && typeof value !== 'function')
    throw new JettsonConfigError(option, 'must be a function');
  return value;
}

function readMiddleware(value: unknown): readonly Middleware[] {
  if (!Array.isArray(value) || value.some((item) => typeof item !== 'function'))
    throw new JettsonConfigError('middleware', 'must be an array of functions');
  return value as Middleware[];
}

function readLogLevel(value: string): LogLevel {
  if (!Object.hasOwn(logLevels, value))
    throw new JettsonConfigError('logLevel', `must be one of ${Object.keys(logLevels).join(', ')}`);
  return value as LogLevel;
}

interface PlatformGlobals {
  readonly process?: { readonly env?: Record<string, string | undefined> };
  readonly window?: { readonly document?: unknown };
  readonly importScripts?: unknown;
  readonly navigator?: { readonly userAgent?: string };
}

/** The surroundings of this program: Node, Bun, Deno, workers and browsers answer alike, whatever they lack. */
export function surroundings(): Surroundings {
  const platform = globalThis as unknown as PlatformGlobals;
  return {
    env: {
      get JETTSON_API_KEY() {
        return variable('JETTSON_API_KEY');
      },
      get JETTSON_BASE_URL() {
        return variable('JETTSON_BASE_URL');
      },
      get JETTSON_LOG() {
        return variable('JETTSON_LOG');
      },
    },
    isBrowser:
      platform.window?.document !== undefined ||
      // A browser's worker. Cloudflare's has the same globals and is a server.
      (typeof platform.importScripts === 'function' &&
        platform.navigator?.userAgent !== 'Cloudflare-Workers'),
  };
}

function variable(name: string): string | undefined {
  try {
    return (globalThis as unknown as PlatformGlobals).process?.env?.[name];
  } catch {
    return undefined; // Deno throws where the program may not read its environment
  }
}
