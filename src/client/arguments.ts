// What can be sent: path values, query values, bodies, headers, numbers. Refuses before the request what URL parsing, JSON
// or HTTP would silently change. RFC 3986 §5.2.4 (dot segments), RFC 9110 §5.5 (field values), RFC 8259 (JSON).
import { JettsonArgumentError } from './errors.js';

/** The error class of a refusal: JettsonConfigError for the constructor's options. */
export type Refusal = new (name: string, rule: string) => Error;

/** What a text must not match, and what it must be instead. */
export type TextRule = readonly [bad: RegExp, kind: string];

// `\p{Cs}` in these rules: a surrogate without its other half has no UTF-8 form, encodeURIComponent throws a bare URIError on it.

/** Not what a URL parser, or a server behind a proxy, would read as another path (`..` would make a cancel `DELETE /api/v1/`). */
const segmentRule: TextRule = [
  /^$|[/\\\p{Cs}]|%2f|%5c|^(?:\.|%2e){1,2}$/iu,
  'a string that is one path segment: not empty, no slash, not "." or "..", in any spelling',
];
/** A path of the caller's: it stays below the base URL. Templates in it are filled later. */
export const pathRule: TextRule = [
  /^(?!\/)|[^!-~]|[?#\\]|\/(?:\/|$)|%2f|%5c|\/(?:\.|%2e){1,2}(?:\/|$)/i,
  'a path below the base URL such as /agents, without empty segments, "." and ".."; parameters go into `query`',
];
const methodRule: TextRule = [/^(?:CONNECT|TRAC[EK]|)$|[^a-z]/i, 'an HTTP method such as GET'];
const bodyMethodRule: TextRule = [
  /^(?:CONNECT|TRAC[EK]|GET|HEAD|)$|[^a-z]/i,
  'an HTTP method that takes a body, such as POST',
];
const queryRule: TextRule = [/\p{Cs}/u, 'a string without half surrogate pairs, a number or a boolean'];
const listedRule: TextRule = [
  /[,\p{Cs}]/u,
  'a string without comma, a number or a boolean: the query joins them by commas',
];
export const nonEmptyRule: TextRule = [/^$/, 'a string that is not empty'];
export const idempotencyKeyRule: TextRule = [/[^!-~]|^.{256}|^$/, '1 to 255 visible ASCII characters'];
/** Visible ASCII, blanks and tabs inside, as in RFC 9110 §5.5 without its obsolete part. */
export const headerRule: TextRule = [/[^\t -~]|^\s|\s$/, 'visible ASCII text'];

/** A text within its rule. */
export function textOf(
  name: string,
  value: unknown,
  [bad, kind]: TextRule,
  Refuse: Refusal = JettsonArgumentError,
): string {
  if (typeof value !== 'string' || bad.test(value)) throw new Refuse(name, `must be ${kind}`);
  return value;
}

/** Fills a path template. Every parameter is required: a literal `{agent_id}` never travels. */
export function fillPath(template: string, values: Readonly<Record<string, unknown>> = {}): string {
  requireObject('path', values);
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) =>
    encodeURIComponent(textOf(name, values[name], segmentRule)),
  );
}

/** The method, in upper case: one that `fetch` sends (Fetch §2.2.1), and with a body only where it takes one. */
export function checkMethod(given: unknown, body: unknown): string {
  return textOf('method', given, body === undefined ? methodRule : bodyMethodRule).toUpperCase();
}

/** The query as text, without `?`. Arrays are comma-joined in one parameter (OpenAPI `style: form`, `explode: false`). */
export function queryText(query: Readonly<Record<string, unknown>> = {}): string {
  requireObject('query', query);
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    const text = Array.isArray(value)
      ? value.map((item, index) => queryValue(`${name}[${index}]`, item, listedRule)).join()
      : queryValue(name, value, queryRule);
    parts.push([textOf('query', name, queryRule), text].map(encodeURIComponent).join('='));
  }
  return parts.join('&');
}

function queryValue(name: string, value: unknown, rule: TextRule): string {
  return typeof value === 'boolean' || Number.isFinite(value) ? `${value}` : textOf(name, value, rule);
}

/** What a number must be: its bounds, and whether it is a whole one. */
export type NumberRule = readonly [least: number, most: number, isWhole?: boolean];
export type NumberRules = Readonly<Record<string, NumberRule>>;

/** The longest delay a timer can hold, in milliseconds; a larger one would fire at once. */
export const maxTimerMs: number = 2 ** 31 - 1;
const limitMs = [1, maxTimerMs] as const;
const delayMs = [0, maxTimerMs] as const;

/** The numbers among the options, of the constructor and of calls. */
export const numberRules: NumberRules = {
  maxRetries: [0, Infinity, true],
  timeoutMs: limitMs,
  deadlineMs: limitMs,
  maxRetryDelayMs: delayMs,
  jitter: [0, 1],
};

/** The numbers among the options of a wait; a poll's own limits are checked by the poll. */
export const waitRules: NumberRules = {
  timeoutMs: delayMs,
  requestTimeoutMs: limitMs,
  pollIntervalMs: delayMs,
  maxPollIntervalMs: delayMs,
};

/** The contract's bounds of `limit` by operation; a test compares them with the bundle. */
export const limitRules = {
  listAgents: { limit: [1, 100, true] },
  listMemory: { limit: [1, 100, true] },
  searchMemory: { limit: [1, 50, true] },
} as const satisfies Record<string, NumberRules>;

/** The numbers of an object, each within its rule or undefined. */
export function checkNumbers(
  values: object,
  rules: NumberRules,
  Refuse: Refusal = JettsonArgumentError,
): void {
  for (const [name, [least, most, isWhole]] of Object.entries(rules)) {
    const value = (values as Record<string, unknown>)[name];
    if (
      value !== undefined &&
      !(typeof value === 'number' && value >= least && value <= most && (!isWhole || Number.isInteger(value)))
    )
      throw new Refuse(name, `must be a${isWhole ? ' whole' : ''} number from ${least} to ${most}`);
  }
}

/** Members that are functions, or objects with the methods given; or undefined. */
export function checkFunctions(
  options: object,
  names: readonly string[],
  Refuse: Refusal = JettsonArgumentError,
  methods?: readonly string[],
): void {
  for (const name of names) {
    const value = (options as Record<string, unknown>)[name];
    const isFit = methods
      ? methods.every((method) => typeof Object(value)[method] === 'function')
      : typeof value === 'function';
    if (value !== undefined && !isFit)
      throw new Refuse(name, `must be ${methods ? `an object with ${methods.join(', ')}` : 'a function'}`);
  }
}

/** The JSON text of a body, fixed before the first attempt. What JSON would drop, change or choke on is refused. */
export function bodyText(body: unknown): string {
  if (!isLeaf(body)) checkJson(body, '', []);
  return JSON.stringify(body);
}

/** `name` is the way into the body, `metadata.when` or `memories[3].tags`; `above` are the containers around the value. */
function checkJson(value: unknown, name: string, above: readonly unknown[]): void {
  if (!isPlain(value)) throw new JettsonArgumentError(name || 'body', 'has no JSON form');
  if (above.includes(value)) throw new JettsonArgumentError(name || 'body', 'contains itself');
  if (above.length > 500)
    throw new JettsonArgumentError(name.replace(/[.[].*/s, '') || 'body', 'is nested deeper than 500 levels');
  const around = [...above, value];
  for (const [member, inner] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    if (isLeaf(inner)) continue; // most are, and need no name
    const way =
      typeof member === 'number' ? `${name || 'body'}[${member}]` : name ? `${name}.${member}` : member;
    checkJson(inner, way, around);
  }
}

function isLeaf(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/** An array or an object without behaviour, of any realm. A `toJSON` (Date, URL, decimals) would send something else. */
function isPlain(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    typeof (value as { toJSON?: unknown }).toJSON !== 'function' &&
    (Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]')
  );
}

/** An object of named parameters, not an array, a string or nothing. */
export function requireObject(name: string, value: unknown, Refuse: Refusal = JettsonArgumentError): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refuse(name, 'must be an object');
}

/** Optional members set to undefined are left out, as if not given; required ones stay and are refused later. */
export function members<T extends object>(value: T, required: readonly string[] = [], name = 'params'): T {
  requireObject(name, value);
  return Object.fromEntries(
    Object.entries(value).filter(([member, inner]) => inner !== undefined || required.includes(member)),
  ) as T;
}

/** What is no token (RFC 9110 §5.6.2), and the headers that the client or `fetch` sets. */
const unfit =
  /[^!#-'*+.0-9^-z|~-]|^(?:authorization|user-agent|x-idempotency-key|host|accept|content-(?:type|length)|connection|transfer-encoding|)$/;

/** Extra headers, names in lower case: legal names and values, none that the client sets itself. */
export function checkHeaders(
  headers: unknown,
  Refuse: Refusal = JettsonArgumentError,
): Record<string, string> {
  requireObject('headers', headers, Refuse);
  const checked: Record<string, string> = {};
  for (const [name, value] of headers instanceof Headers ? headers : Object.entries(headers as object)) {
    if (value === undefined) continue;
    const lower = name.toLowerCase();
    if (unfit.test(lower))
      throw new Refuse(`headers.${name}`, 'is no header name, or one that the client sets itself');
    checked[lower] = textOf(`headers.${name}`, value, headerRule, Refuse);
  }
  return checked;
}
