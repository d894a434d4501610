// What can be sent: path values, query values, bodies, headers. Refuses before the request what URL parsing, JSON or
// HTTP would silently change. RFC 3986 §5.2.4 (dot segments), RFC 9110 §5.5 (field values), RFC 8259 (JSON).
import { JettsonArgumentError } from './errors.js';

/** Bodies nested deeper than this are refused instead of overflowing the stack. */
const deepest = 500;

/** A lone surrogate has no UTF-8 form: encodeURIComponent throws a bare URIError on it. */
function hasLoneSurrogate(text: string): boolean {
  return /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}

/**
 * One path segment, percent-encoded. Refuses what a URL parser or a server behind a proxy would read as another path:
 * empty, `.`, `..`, slashes, and their percent-encoded forms (`..` would make a cancel `DELETE /api/v1/`).
 */
export function pathSegment(name: string, value: unknown): string {
  if (typeof value !== 'string')
    throw new JettsonArgumentError(name, `must be a string, not ${kindOf(value)}`);
  if (value === '') throw new JettsonArgumentError(name, 'must not be empty');
  if (hasLoneSurrogate(value)) throw new JettsonArgumentError(name, 'must not contain half a surrogate pair');
  if (/[/\\]|%2f|%5c/i.test(value)) throw new JettsonArgumentError(name, 'must not contain a slash');
  if (isDotSegment(value)) throw new JettsonArgumentError(name, 'must not be "." or ".." in any spelling');
  return encodeURIComponent(value);
}

function isDotSegment(value: string): boolean {
  const plain = value.replaceAll(/%2e/gi, '.');
  return plain === '.' || plain === '..';
}

/** Fills a path template. Every parameter is required: a literal `{agent_id}` never travels. */
export function fillPath(template: string, values: Readonly<Record<string, unknown>> | undefined): string {
  return template.replace(/\{([^{}]+)\}/g, (_, name: string) => pathSegment(name, values?.[name]));
}

/** Checks a path given as text to `client.request`: it stays below the base URL. Templates in it are filled later. */
export function checkPath(path: unknown): string {
  if (typeof path !== 'string' || !path.startsWith('/'))
    throw new JettsonArgumentError('path', 'must start with "/" and is relative to the base URL');
  if (/[?#\\]/.test(path) || hasLoneSurrogate(path))
    throw new JettsonArgumentError('path', 'must not contain "?", "#" or "\\"; give parameters as `query`');
  const [, ...segments] = path.split('/');
  if (segments.some((segment) => segment === '' || isDotSegment(segment) || /%2f|%5c/i.test(segment)))
    throw new JettsonArgumentError('path', 'must not contain empty, "." or ".." segments in any spelling');
  if (/[^\x21-\x7e]/.test(path))
    throw new JettsonArgumentError('path', 'must be percent-encoded; give values as `path` parameters');
  return path;
}

/** The query as text, without `?`. Arrays are comma-joined in one parameter (OpenAPI `style: form`, `explode: false`). */
export function queryText(query: Readonly<Record<string, unknown>> | undefined): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || (Array.isArray(value) && value.length === 0)) continue;
    const text = Array.isArray(value)
      ? value.map((item, index) => listItem(`${name}[${index}]`, item)).join(',')
      : primitive(name, value);
    parts.push(`${encodeURIComponent(name)}=${encodeURIComponent(text)}`);
  }
  return parts.join('&');
}

function listItem(name: string, value: unknown): string {
  const text = primitive(name, value);
  if (text.includes(','))
    throw new JettsonArgumentError(name, 'must not contain a comma: the query joins its values by commas');
  return text;
}

function primitive(name: string, value: unknown): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value))
      throw new JettsonArgumentError(name, `must be a finite number, not ${value}`);
    return String(value);
  }
  if (typeof value !== 'string')
    throw new JettsonArgumentError(name, `must be a string, a number or a boolean, not ${kindOf(value)}`);
  if (hasLoneSurrogate(value)) throw new JettsonArgumentError(name, 'must not contain half a surrogate pair');
  return value;
}

/** A memory's key, or another query value that must be there. */
export function requireText(name: string, value: unknown): void {
  if (typeof value !== 'string' || value === '')
    throw new JettsonArgumentError(
      name,
      `must be a non-empty string, not ${value === '' ? 'an empty one' : kindOf(value)}`,
    );
}

/** The contract's maximum of `limit` by operation; a test compares them with the bundle. */
export const limits = { listAgents: 100, listMemory: 100, searchMemory: 50 } as const;

/** `limit`: a whole number within the operation's bounds. */
export function checkLimit(value: unknown, maximum: number): void {
  if (value === undefined) return;
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > maximum)
    throw new JettsonArgumentError(
      'limit',
      `must be a whole number from 1 to ${maximum}, not ${shown(value)}`,
    );
}

/** The JSON text of a body, fixed before the first attempt. What JSON would drop, change or choke on is refused. */
export function bodyText(body: unknown): string {
  checkJson(body);
  return JSON.stringify(body);
}

interface Entry {
  readonly value: unknown;
  readonly path: string;
  /** The containers around it, innermost first. */
  readonly above: Above | undefined;
}

interface Above {
  readonly value: object;
  readonly depth: number;
  readonly above: Above | undefined;
}

/** A work list instead of recursion: the caller sets the depth. */
function checkJson(body: unknown): void {
  const rest: Entry[] = [{ value: body, path: '', above: undefined }];
  for (let entry = rest.pop(); entry; entry = rest.pop()) {
    const { value, path } = entry;
    if (value === null || typeof value === 'string' || typeof value === 'boolean') continue;
    if (typeof value === 'number' && Number.isFinite(value)) continue;
    if (typeof value !== 'object' || !isPlain(value))
      throw new JettsonArgumentError(path || 'body', `has no JSON form: ${shown(value)}`);
    const above: Above = { value, depth: (entry.above?.depth ?? 0) + 1, above: entry.above };
    if (above.depth > deepest)
      throw new JettsonArgumentError(
        path.split(/[.[]/)[0] || 'body',
        `is nested deeper than ${deepest} levels`,
      );
    for (let at = entry.above; at; at = at.above)
      if (at.value === value) throw new JettsonArgumentError(path, 'contains itself');
    if (Array.isArray(value))
      for (let index = 0; index < value.length; index += 1)
        rest.push({ value: value[index], path: `${path}[${index}]`, above });
    else
      for (const [name, inner] of Object.entries(value))
        rest.push({ value: inner, path: path ? `${path}.${name}` : name, above });
  }
}

/** An array or an object without behaviour, of any realm. A `toJSON` (Date, URL, decimals) would send something else. */
function isPlain(value: object): boolean {
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') return false;
  return Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
}

/** Declared optional members set to undefined are left out, as if not given; required ones stay and are refused later. */
export function withoutUndefined<T extends object>(value: T, required: readonly string[]): T {
  const entries = Object.entries(value).filter(
    ([name, inner]) => inner !== undefined || required.includes(name),
  );
  return Object.fromEntries(entries) as T;
}

/** An object of named parameters, not an array, a string or nothing. */
export function requireObject(name: string, value: unknown): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new JettsonArgumentError(name, `must be an object, not ${kindOf(value)}`);
}

/** Visible ASCII, blanks and tabs inside, as in RFC 9110 §5.5 without its obsolete part. */
export function isHeaderValue(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?)?$/.test(value);
}

/** An idempotency key: 1–255 visible ASCII characters. */
export function checkIdempotencyKey(name: string, value: unknown): void {
  if (typeof value !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(value))
    throw new JettsonArgumentError(name, 'must be 1 to 255 visible ASCII characters without blanks');
}

const reserved: Readonly<Record<string, string>> = {
  authorization: 'give the key as `apiKey`',
  'content-type': 'bodies are JSON',
  'content-length': 'it follows from the body',
  accept: 'answers are JSON',
  'user-agent': 'give it as `userAgent`',
  'x-idempotency-key': 'give it as `idempotencyKey`',
  host: 'give it in `baseUrl`',
  connection: 'it belongs to the transport',
  'transfer-encoding': 'it belongs to the transport',
};

/** Extra headers, names in lower case: legal names and values, none that the client sets itself. */
export function checkHeaders(
  headers: unknown,
  refuse: (name: string, rule: string) => Error,
): Record<string, string> {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers))
    throw refuse('headers', `must be an object of strings, not ${kindOf(headers)}`);
  const entries = headers instanceof Headers ? [...headers] : Object.entries(headers);
  const checked: Record<string, string> = {};
  for (const [name, value] of entries as [string, unknown][]) {
    if (value === undefined) continue;
    const why = reserved[name.toLowerCase()];
    if (why !== undefined) throw refuse(`headers.${name}`, `is set by the client: ${why}`);
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name)) throw refuse(`headers.${name}`, 'is not a header name');
    if (!isHeaderValue(value)) throw refuse(`headers.${name}`, 'must be visible ASCII text');
    checked[name.toLowerCase()] = value;
  }
  return checked;
}

function shown(value: unknown): string {
  if (typeof value === 'number' || value === undefined || value === null) return String(value);
  return kindOf(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`;
  return `a ${Object.prototype.toString.call(value).slice('[object '.length, -1)}`;
}
