// The constructor's options: read from the environment, checked once, before any request. No I/O.
import { server } from '../../generated/operations.js';
import {
  checkFunctions,
  checkHeaders,
  checkNumbers,
  headerRule,
  members,
  numberRules,
  requireObject,
  type TextRule,
  textOf,
} from './arguments.js';
import { type Clock, systemClock } from './clock.js';
import { JettsonConfigError } from './errors.js';
import { type Logger, type LogLevel, logLevels } from './logger.js';
import type { Middleware, RetryInfo } from './middleware.js';
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
  readonly deadlineMs: number;
  readonly maxRetryDelayMs: number;
  readonly jitter: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch?: Fetch | undefined;
  readonly fetchOptions?: FetchOptions | undefined;
  readonly middleware: readonly Middleware[];
  readonly onRetry?: ((info: RetryInfo) => void) | undefined;
  readonly logger?: Logger | undefined;
  readonly logLevel: LogLevel;
  readonly freeze: boolean;
  readonly random: () => number;
  readonly clock: Clock;
}

/** The outside world as far as options come from it. */
export interface Surroundings {
  /** An environment variable; undefined when it is not set, or may not be read. */
  readonly variable: (name: string) => string | undefined;
  readonly isBrowser: boolean;
}

const keyRule: TextRule = [
  /[^!-~]|^$/,
  'a string of visible ASCII, without blanks or line ends, and not empty',
];
const baseUrlRule: TextRule = [/[?#]/, `a complete URL such as ${server}, without user, query and fragment`];

/** Reads and checks the options. @throws JettsonConfigError that names the option and the rule. */
export function readOptions(options: JettsonOptions, { variable, isBrowser }: Surroundings): Settings {
  requireObject('options', options, JettsonConfigError);
  const {
    apiKey = variable('JETTSON_API_KEY') || undefined,
    baseUrl = variable('JETTSON_BASE_URL') || server,
    logLevel = variable('JETTSON_LOG') || 'warn',
    userAgent = `jettson-api/${version}`,
    headers = {},
    middleware = [],
    dangerouslyAllowBrowser,
    ...others
  } = options;
  if (isBrowser && dangerouslyAllowBrowser !== true)
    refuse('dangerouslyAllowBrowser', 'must be true in a browser, where every visitor can read the key');
  if (apiKey === undefined)
    refuse('apiKey', 'is missing: pass it, or set JETTSON_API_KEY (keys: jettson.dev/console/api-keys)');
  checkNumbers(options, numberRules, JettsonConfigError);
  checkFunctions(options, ['fetch', 'onRetry', 'random'], JettsonConfigError);
  checkFunctions(options, ['clock'], JettsonConfigError, ['now', 'setTimeout', 'clearTimeout']);
  checkFunctions(options, ['logger'], JettsonConfigError, ['debug', 'info', 'warn', 'error']);
  if (!Array.isArray(middleware) || middleware.some((layer) => typeof layer !== 'function'))
    refuse('middleware', 'must be an array of functions');
  if (!logLevels.includes(logLevel as LogLevel)) refuse('logLevel', `must be one of ${logLevels.join(', ')}`);
  return {
    maxRetries: 3,
    deadlineMs: Infinity,
    timeoutMs: 60_000,
    maxRetryDelayMs: 60_000,
    jitter: 0.1,
    freeze: true,
    random: Math.random,
    clock: systemClock,
    ...(members(others) as Given<typeof others>),
    apiKey: typeof apiKey === 'function' ? apiKey : checkKey(apiKey),
    baseUrl: readBaseUrl(baseUrl),
    logLevel: logLevel as LogLevel,
    middleware,
    headers: {
      accept: 'application/json',
      ...(textOf('userAgent', userAgent, headerRule, JettsonConfigError) && { 'user-agent': userAgent }),
      ...checkHeaders(headers, JettsonConfigError),
    },
  };
}

/** Members that are there, or not, but never there and undefined. */
type Given<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

function refuse(option: string, rule: string): never {
  throw new JettsonConfigError(option, rule);
}

/** @throws JettsonConfigError unless the key can travel in a header. The message never holds the key. */
export function checkKey(key: unknown): string {
  return textOf('apiKey', key, keyRule, JettsonConfigError);
}

function readBaseUrl(value: unknown): string {
  const text = textOf('baseUrl', value, baseUrlRule, JettsonConfigError);
  try {
    const { origin, protocol, username, password, pathname } = new URL(text);
    if (/^https?:$/.test(protocol) && !(username || password)) return origin + pathname.replace(/\/+$/, '');
  } catch {
    // no URL at all
  }
  return refuse('baseUrl', `must be ${baseUrlRule[1]}`);
}

interface PlatformGlobals {
  readonly process?: { readonly env?: Record<string, string | undefined> };
  readonly window?: { readonly document?: unknown };
  readonly navigator?: { readonly userAgent?: string };
}

/** The surroundings of this program: Node, Bun, Deno, workers and browsers answer alike, whatever they lack. */
export function surroundings(): Surroundings {
  const { process, window, navigator } = globalThis as unknown as PlatformGlobals;
  return {
    variable(name) {
      try {
        return process?.env?.[name];
      } catch {
        return undefined; // Deno throws where the program may not read its environment
      }
    },
    // Every browser calls itself Mozilla, in its workers too, where there is no document; no server does.
    isBrowser: !!window?.document || /^Mozilla/.test(navigator?.userAgent ?? ''),
  };
}
