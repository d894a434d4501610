// What can be sent: path values, query values, bodies, headers, numbers. Refuses before the request what URL parsing, JSON
// or HTTP would silently change. RFC 3986 §5.2.4 (dot segments), RFC 9110 §5.5 (field values), RFC 8259 (JSON).
import { JettsonArgumentError } from './errors.js';

/** The error class of a refusal: JettsonConfigError for the constructor's options. */
export type Refusal = new (name: string, rule: string) => Error;

/** Patterns that a text must not match, and what it would do then. */
export type TextRules = readonly (readonly [pattern: RegExp, does: string])[];

// Without its other half, a surrogate has no UTF-8 form: encodeURIComponent throws a bare URIError on it.
const halfPair = [/\p{Cs}/u, 'contain half a surrogate pair'] as const;
const dots = 'be "." or ".." in any spelling';

/** What a URL parser, or a server behind a proxy, would read as another path (`..` would make a cancel `DELETE /api/v1/`). */
const segmentRules: TextRules = [
  [/^$/, 'be empty'],
  [/[/\\]|%2f|%5c/i, 'contain a slash'],
  [/^(?:\.|%2e){1,2}$/i, dots],
  halfPair,
];

const pathRules: TextRules = [
  [/[?#]/, 'contain "?" or "#"; give parameters as `query`'],
  [/\/\/|\/$|\\|%2f|%5c/i, 'contain empty segments or other slashes'],
  [/\/(?:\.|%2e){1,2}(?:\/|$)/i, `hold segments that would ${dots}`],
  [/[^\x21-\x7e]/, 'need percent-encoding; give values as `path`'],
];

/** A text that breaks none of the rules. */
export function textOf(
  name: string,
  value: unknown,
  rules: TextRules,
  Refuse: Refusal = JettsonArgumentError,
): string {
  if (typeof value !== 'string') throw new Refuse(name, `must be a string, not ${shown(value)}`);
  for (const [pattern, does] of rules) if (pattern.test(value)) throw new Refuse(name, `must not ${does}`);
  return value;
}

/** Fills a path template. Every parameter is required: a literal `{agent_id}` never travels. */
export function fillPath(template: string, values: Readonly<Record<string, unknown>> = {}): string {
  requireObject('path', values);
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) =>
    encodeURIComponent(textOf(name, values[name], segmentRules)),
  );
}

/** The method, in upper case: one that `fetch` sends (Fetch §2.2.1), and with a body only where it takes one. */
export function checkMethod(method: unknown, body: unknown): string {
  const upper = typeof method === 'string' ? method.toUpperCase() : '';
  if (!/^(?!CONNECT$|TRAC[EK]$)[A-Z]+$/.test(upper))
    throw new JettsonArgumentError('method', 'must be an HTTP method such as GET');
  if (body !== undefined && /^(?:GET|HEAD)$/.test(upper))
    throw new JettsonArgumentError('body', `must not be given: a ${upper} has none`);
  return upper;
}

/** Checks a path given as text to `client.request`: it stays below the base URL. Templates in it are filled later. */
export function checkPath(path: unknown): string {
  if (typeof path !== 'string' || path[0] !== '/')
    throw new JettsonArgumentError('path', 'must start with "/" and is relative to the base URL');
  return textOf('path', path, pathRules);
}

/** The query as text, without `?`. Arrays are comma-joined in one parameter (OpenAPI `style: form`, `explode: false`). */
export function queryText(query: Readonly<Record<string, unknown>> = {}): string {
  requireObject('query', query);
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query)) {
    const texts = Array.isArray(value)
      ? value.map((item, index) => queryValue(`${name}[${index}]`, item, [...queryRules, comma]))
      : value === undefined
        ? []
        : [queryValue(name, value, queryRules)];
    if (texts.length > 0)
      parts.push(
        `${encodeURIComponent(textOf('query', name, queryRules))}=${encodeURIComponent(texts.join(','))}`,
      );
  }
  return parts.join('&');
}

const queryRules: TextRules = [halfPair];
const comma = [/,/, 'contain a comma: the query joins its values by commas'] as const;

function queryValue(name: string, value: unknown, rules: TextRules): string {
  return typeof value === 'boolean' || Number.isFinite(value) ? `${value}` : textOf(name, value, rules);
}

/** A memory's key, or another text that must be there. */
export function requireText(name: string, value: unknown): string {
  return textOf(name, value, [[/^$/, 'be empty']]);
}

/** What a number must be: its kind, in words, and its bounds. */
export type NumberRule = readonly [kind: string, least: number, most: number];

const whole = 'a whole number';
const ms = 'a number of milliseconds';

/** The longest delay a timer can hold, in milliseconds; a larger one would fire at once. */
export const maxTimerMs: number = 2 ** 31 - 1;

/** The numbers among the options, of the constructor and of calls. */
export const numberRules = {
  maxRetries: [whole, 0, Infinity],
  timeoutMs: [ms, 1, maxTimerMs],
  deadlineMs: [ms, 1, maxTimerMs],
  maxRetryDelayMs: [ms, 0, maxTimerMs],
  jitter: ['a number', 0, 1],
} as const satisfies Record<string, NumberRule>;

/** The numbers among the options of a wait; a poll's own limits are checked by the poll. */
export const waitRules = {
  timeoutMs: [ms, 0, maxTimerMs],
  requestTimeoutMs: [ms, 1, maxTimerMs],
  pollIntervalMs: [ms, 0, maxTimerMs],
  maxPollIntervalMs: [ms, 0, maxTimerMs],
} as const satisfies Record<string, NumberRule>;

/** The items that `toArray` may be asked for. */
export const maxRule: NumberRule = ['a number', 0, Infinity];

/** The contract's bounds of `limit` by operation; a test compares them with the bundle. */
export const limitRules = {
  listAgents: [whole, 1, 100],
  listMemory: [whole, 1, 100],
  searchMemory: [whole, 1, 50],
} as const satisfies Record<string, NumberRule>;

/** A number within its rule, or undefined. */
export function checkNumber(
  name: string,
  value: unknown,
  [kind, least, most]: NumberRule,
  Refuse: Refusal = JettsonArgumentError,
): void {
  const isIt =
    typeof value === 'number' &&
    value >= least &&
    value <= most &&
    (kind !== whole || Number.isInteger(value));
  if (value !== undefined && !isIt)
    throw new Refuse(
      name,
      `must be ${kind} from ${least} ${most < Infinity ? `to ${most}` : 'up'}, not ${shown(value)}`,
    );
}

/** The numbers of an options object, each within its rule. */
export function checkNumbers(
  options: object,
  rules: Readonly<Record<string, NumberRule>>,
  Refuse?: Refusal,
): void {
  for (const name in rules)
    checkNumber(name, (options as Record<string, unknown>)[name], rules[name] as NumberRule, Refuse);
}

/** Members that are functions, or undefined. */
export function checkFunctions(
  options: object,
  names: readonly string[],
  Refuse: Refusal = JettsonArgumentError,
): void {
  for (const name of names) {
    const value = (options as Record<string, unknown>)[name];
    if (value !== undefined && typeof value !== 'function')
      throw new Refuse(name, `must be a function, not ${shown(value)}`);
  }
}

/** Bodies nested deeper than this are refused instead of overflowing the stack. */
const deepest = 500;

/** A value inside a body, and the containers around it. */
interface Place {
  readonly name: string | number;
  readonly value: unknown;
  readonly above: Place | undefined;
}

/** The JSON text of a body, fixed before the first attempt. What JSON would drop, change or choke on is refused. */
export function bodyText(body: unknown): string {
  checkJson({ name: '', value: body, above: undefined }, 0);
  return JSON.stringify(body);
}

function checkJson(place: Place, depth: number): void {
  const { value } = place;
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value))
    return;
  if (!isPlain(value)) throw new JettsonArgumentError(wayTo(place), `has no JSON form: ${shown(value)}`);
  if (depth > deepest)
    throw new JettsonArgumentError(
      wayTo(place).split(/[.[]/)[0] || 'body',
      `is nested deeper than ${deepest} levels`,
    );
  for (let at = place.above; at; at = at.above)
    if (at.value === value) throw new JettsonArgumentError(wayTo(place), 'contains itself');
  for (const [name, inner] of Array.isArray(value) ? value.entries() : Object.entries(value))
    checkJson({ name, value: inner, above: place }, depth + 1);
}

/** `metadata.when`, `memories[3].tags`. */
function wayTo({ name, above }: Place): string {
  if (!above) return 'body';
  if (typeof name === 'number') return `${wayTo(above)}[${name}]`;
  return above.above ? `${wayTo(above)}.${name}` : name;
}

/** An array or an object without behaviour, of any realm. A `toJSON` (Date, URL, decimals) would send something else. */
function isPlain(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    typeof (value as { toJSON?: unknown }).toJSON !== 'function' &&
    (Array.isArray(value) || tagOf(value) === 'Object')
  );
}

/** An object of named parameters, not an array, a string or nothing. */
export function requireObject(name: string, value: unknown, Refuse: Refusal = JettsonArgumentError): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refuse(name, `must be an object, not ${shown(value)}`);
}

/** Optional members set to undefined are left out, as if not given; required ones stay and are refused later. */
export function members<T extends object>(value: T, required: readonly string[] = [], name = 'params'): T {
  requireObject(name, value);
  return Object.fromEntries(
    Object.entries(value).filter(([member, inner]) => inner !== undefined || required.includes(member)),
  ) as T;
}

/** Visible ASCII, blanks and tabs inside, as in RFC 9110 §5.5 without its obsolete part. */
export function isHeaderValue(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[!-~](?:[\t -~]*[!-~])?)?$/.test(value);
}

/** An idempotency key: 1–255 visible ASCII characters. */
export function checkIdempotencyKey(value: unknown): string {
  if (typeof value !== 'string' || !/^[!-~]{1,255}$/.test(value))
    throw new JettsonArgumentError(
      'idempotencyKey',
      'must be 1 to 255 visible ASCII characters without blanks',
    );
  return value;
}

/** Headers that the client sets itself, and the option for what they would say, where there is one. */
const reserved: Readonly<Record<string, string>> = {
  authorization: 'apiKey',
  'user-agent': 'userAgent',
  'x-idempotency-key': 'idempotencyKey',
  host: 'baseUrl',
  accept: '',
  'content-type': '',
  'content-length': '',
  connection: '',
  'transfer-encoding': '',
};

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
    const fault = headerFault(lower, value);
    if (fault) throw new Refuse(`headers.${name}`, fault);
    checked[lower] = value;
  }
  return checked;
}

function headerFault(name: string, value: unknown): string | undefined {
  if (Object.hasOwn(reserved, name))
    return `is set by the client${reserved[name] && `: give it as \`${reserved[name]}\``}`;
  if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name)) return 'is not a header name';
  return isHeaderValue(value) ? undefined : 'must be visible ASCII text';
}

/** What a value is, for a message: numbers as they are, texts never. */
export function shown(value: unknown): string {
  return typeof value === 'number' || value == null ? `${value}` : tagOf(value);
}

/** `String`, `Date`, `Array`: the kind of a value of any realm. */
function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
