// Formats that both validators know (JSON Schema 2020-12 validation §7.3): languages around them, sample words, and the two opinions on one string.

/** What is known of a format without asking. */
export interface Format {
  /** A pattern of every word that both validators accept; without one, nothing is known. */
  readonly upper?: string;
  /** A pattern of words that both accept, and none besides. */
  readonly lower?: string;
  /** Words that both accept, the most readable first. */
  readonly samples: readonly string[];
  /** Formats that accept at least what this one accepts. */
  readonly within?: readonly string[];
  /** Long words: the middle part again and again, its last one cut where the length asks for it. */
  readonly long?: readonly (readonly [before: string, again: string, after: string])[];
}

const hex = '[0-9a-fA-F]';
const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const yearMonth = '[0-9]{4}-(?:0[1-9]|1[0-2])';
const date = `${yearMonth}-(?:0[1-9]|[12][0-9]|3[01])`;
const anyDate = `${yearMonth}-(?:0[1-9]|1[0-9]|2[0-8])`;
const hour = '(?:[01][0-9]|2[0-3])';
const zone = `(?:[zZ]|[+-]${hour}:[0-5][0-9])`;
const time = `${hour}:[0-5][0-9]:(?:[0-5][0-9]|60)(?:\\.[0-9]+)?${zone}`;
const anyTime = `${hour}:[0-5][0-9]:[0-5][0-9](?:\\.[0-9]+)?${zone}`;
const dateUnits = '(?:[0-9]+[YMDW])+';
const timeUnits = 'T(?:[0-9]+[HMS])+';
/** RFC 5322 §3.2.3. */
const inLocalPart = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]";
/** RFC 3986 §2. */
const inUri = "[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]";
const unreserved = '[A-Za-z0-9._~-]';
const inSegment = '[A-Za-z0-9._~+@-]';
/** Of a host name, short enough to be one wherever it is cut (RFC 1035 §2.3.4). */
const label = `${'a'.repeat(31)}.`;
const shortLabel = '[A-Za-z0-9]{1,20}';
/** RFC 1123 §2.1, without those that stand for other letters (RFC 5891). */
const plainLabel = '(?![xX][nN]--)[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const paths = ['uri-reference', 'uri-template'] as const;
const namesAndPaths = ['hostname', ...paths] as const;
const ipv4 = `^(?:${octet}\\.){3}${octet}$`;
const uuid = `^${hex}{8}-${hex}{4}-${hex}{4}-${hex}{4}-${hex}{12}$`;
const jsonPointer = '^(?:/(?:[^~/]|~0|~1)*)*$';
const relativeJsonPointer = '^(?:0|[1-9][0-9]*)(?:#|(?:/(?:[^~/]|~0|~1)*)*)$';

const table = {
  date: {
    upper: `^${date}$`,
    lower: `^${anyDate}$`,
    samples: ['2026-01-31', '2024-02-29'],
    within: namesAndPaths,
  },
  time: {
    upper: `^${time}$`,
    lower: `^${anyTime}$`,
    samples: ['12:00:00Z', '23:59:59.5+01:00'],
    long: [['12:00:00.', '0', 'Z']],
  },
  'date-time': {
    upper: `^${date}[tT]${time}$`,
    lower: `^${anyDate}T${anyTime}$`,
    samples: ['2026-01-31T12:00:00Z', '2024-02-29T23:59:59.5+01:00'],
    long: [['2026-01-31T12:00:00.', '0', 'Z']],
  },
  duration: {
    upper: `^P(?:${dateUnits}(?:${timeUnits})?|${timeUnits})$`,
    lower: '^P(?:[0-9]+[YMDW]|T[0-9]+[HMS])$',
    samples: ['P1D', 'PT1H', 'P1Y2M3DT4H5M6S', 'P2W'],
    within: paths,
    long: [['P', '1', 'D']],
  },
  email: {
    upper: `^${inLocalPart}+@[A-Za-z0-9.-]+\\.[A-Za-z0-9-]+$`,
    lower: `^${shortLabel}@(?:${shortLabel}\\.){1,4}${shortLabel}$`,
    samples: ['a@example.com', 'ada.lovelace@mail.example.org', 'a@b.c'],
    long: [
      ['a@', label, 'a.example.com'],
      ['', 'a', '@example.com'],
    ],
  },
  hostname: {
    upper: '^[0-9a-zA-Z.-]{1,253}$',
    lower: `^(?:${plainLabel}\\.){0,2}${plainLabel}$`,
    samples: ['example.com', 'a', 'localhost'],
    within: paths,
    long: [['', label, 'a.example.com']],
  },
  ipv4: {
    upper: ipv4,
    lower: ipv4,
    samples: ['192.0.2.1', '0.0.0.0', '255.255.255.255'],
    within: namesAndPaths,
  },
  ipv6: { upper: `^[0-9a-fA-F:.]{2,45}$`, samples: ['::1', '2001:db8::1', '2001:db8:0:1:1:1:1:1', '::'] },
  uri: {
    upper: `^[a-zA-Z][a-zA-Z0-9+.-]*:${inUri}+$`,
    lower: `^https?://(?:${shortLabel}\\.){0,4}${shortLabel}(?:/${unreserved}*)*$`,
    samples: ['https://example.com/a', 'urn:a:b', 'mailto:a@example.com', 'a:b'],
    within: ['uri-reference'],
    long: [['https://example.com/', 'a', '']],
  },
  'uri-reference': {
    upper: `^${inUri}*$`,
    lower: `^(?:/?${inSegment}+(?:/${inSegment}*)*)?(?:#${inSegment}*)?$`,
    samples: ['/a', '', 'a?b#c', 'https://example.com/a'],
    long: [['/', 'a', '']],
  },
  'uri-template': {
    upper: '^[^ ]*$',
    lower: `^(?:${unreserved}|/)*$`,
    samples: ['/a/{b}', '', 'https://example.com/{a}'],
    long: [['/', 'a', '']],
  },
  uuid: {
    upper: uuid,
    lower: uuid,
    samples: ['123e4567-e89b-12d3-a456-426614174000', '00000000-0000-0000-0000-000000000000'],
    within: namesAndPaths,
  },
  'json-pointer': {
    upper: jsonPointer,
    lower: jsonPointer,
    samples: ['', '/a', '/a/0'],
    long: [['/', 'a', '']],
  },
  'relative-json-pointer': {
    upper: relativeJsonPointer,
    lower: relativeJsonPointer,
    samples: ['0', '1/a', '0#'],
    long: [['0/', 'a', '']],
  },
  regex: {
    lower: '^[A-Za-z0-9 _.:/@#%&=~,;<>!-]*$',
    samples: ['a', '^[a-z]+$', ''],
    long: [['', 'a', '']],
  },
} as const satisfies Record<string, Format>;

export const assertedFormats: ReadonlyMap<string, Format> = new Map<string, Format>(Object.entries(table));

/** Words of a format that long, or its samples where it has none. */
export function wordsOf({ samples, long = [] }: Format, length: number): readonly string[] {
  const words = [...samples];
  for (const [before, again, after] of long) {
    const room = length - before.length - after.length;
    if (room > 0)
      words.push(`${before}${again.repeat(Math.ceil(room / again.length)).slice(0, room)}${after}`);
  }
  return words;
}

/** Bounds that a change between the two integer formats is read as (OpenAPI Format Registry: int32, int64). */
export const integerFormats: ReadonlyMap<string, { readonly min: number; readonly max: number }> = new Map([
  ['int32', { min: -(2 ** 31), max: 2 ** 31 - 1 }],
  ['int64', { min: -(2 ** 63), max: 2 ** 63 }],
]);

/** Formats that mean something to the engine; all others are annotations. */
export const knownFormats: ReadonlySet<string> = new Set([
  ...assertedFormats.keys(),
  ...integerFormats.keys(),
]);

type Test = (text: string) => boolean;
let tests: ReadonlyMap<string, readonly [Test, Test]> | undefined;
let isWanted = false;

/** Both validators' opinions; undefined where they differ, or are not loaded yet (then `wantsFormats` says so). */
export function hasFormat(name: string, text: string): boolean | undefined {
  if (!assertedFormats.has(name)) return true;
  const pair = tests?.get(name);
  if (!pair) {
    isWanted = tests === undefined;
    return undefined;
  }
  try {
    const [first, second] = [pair[0](text), pair[1](text)];
    return first === second ? first : undefined;
  } catch {
    // Hyperjump throws for an address literal it does not know: that is no opinion.
    return undefined;
  }
}

export function wantsFormats(): boolean {
  return isWanted;
}

export function areFormatsLoaded(): boolean {
  return tests !== undefined;
}

/** Loads both libraries' checks, once. */
export async function loadFormats(): Promise<void> {
  if (tests) return;
  const [ajv, hyperjump] = await Promise.all([
    import('ajv-formats/dist/formats.js'),
    import('./hyperjump.js'),
  ]);
  const seconds: Readonly<Record<keyof typeof table, Test>> = {
    date: hyperjump.isDate,
    time: hyperjump.isTime,
    'date-time': hyperjump.isDateTime,
    duration: hyperjump.isDuration,
    email: hyperjump.isEmail,
    hostname: hyperjump.isPlainHostname,
    ipv4: hyperjump.isIPv4,
    ipv6: hyperjump.isIPv6,
    uri: hyperjump.isUri,
    'uri-reference': hyperjump.isUriReference,
    'uri-template': hyperjump.isUriTemplate,
    uuid: hyperjump.isUuid,
    'json-pointer': hyperjump.isJsonPointer,
    'relative-json-pointer': hyperjump.isRelativeJsonPointer,
    regex: hyperjump.isRegex,
  };
  const found = new Map<string, readonly [Test, Test]>();
  for (const [name, second] of Object.entries(seconds)) {
    const first = testOf(ajv.fullFormats[name as keyof typeof ajv.fullFormats]);
    if (first) found.set(name, [first, second]);
  }
  tests = found;
  isWanted = false;
}

function testOf(format: unknown): Test | undefined {
  if (format instanceof RegExp) return (text) => format.test(text);
  if (typeof format === 'function') return (text) => Boolean(format(text));
  if (typeof format === 'object' && format !== null && 'validate' in format) return testOf(format.validate);
  return undefined;
}
