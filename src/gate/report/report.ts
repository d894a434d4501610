// The report: one object, which every format paints and programs read. Its JSON Schema is generated/report.schema.json.

export type Level = 'breaking' | 'unknown' | 'additive' | 'docs';
export type Layer = 'wire' | 'source' | 'docs';
export type Bump = 'major' | 'minor' | 'patch' | 'none';

/** One version number, what its findings ask for and what it says. */
export interface Version {
  readonly base: string;
  readonly head: string;
  readonly required: Bump;
  /** `none` while head still carries base's number: the release sets it. */
  readonly declared: Bump;
}

/** A place in a document. `file` and `line` (from 1) are there for documents that came through `load()`. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  /** JSON Pointer (RFC 6901) into the document. */
  readonly pointer: string;
}

/** The message that proves a finding: a value one side accepts and the other refuses, as the wire carries it. */
export interface Witness {
  /** The polarity of the surface, not which document the message is from. */
  readonly direction: 'request' | 'response';
  /** The JSON value, for a finding about a schema. */
  readonly value?: unknown;
  /** The whole message: request line or status line, headers, body. */
  readonly text: string;
}

export interface Finding {
  /** Fingerprint: rule, direction, schema pointer, changed name or value; stable against new operations and wording. */
  readonly id: string;
  /** Rule id: the file in src/gate/rules, the heading in its README, the fixture folder. */
  readonly rule: string;
  readonly layer: Layer;
  readonly level: Level;
  readonly message: string;
  /** Operation ids, or `METHOD path` where an operation has none. */
  readonly operations: readonly string[];
  /** `request.body`, `request.query.limit`, `response.200.body` … */
  readonly surface: string;
  readonly base: Place | null;
  readonly head: Place | null;
  readonly witness?: Witness;
  /** What the refusing side says of the witness. */
  readonly complaint?: string;
  /** Why a verdict could not be reached, for `unknown`. */
  readonly reason?: string;
  /** File of the waiver that accepts this finding. */
  readonly waiver?: string;
  /** Why the policy lets this finding through, in words: the notice that has run, or a layer that does not block. */
  readonly allowed?: string;
  /** Wrapper methods that reach the changed place, passed in by the caller. */
  readonly methods?: readonly string[];
  readonly waysOut: readonly string[];
}

export interface Report {
  readonly reportVersion: 1;
  readonly verdict: 'passed' | 'blocked';
  readonly bump: { readonly required: Bump; readonly declared: Bump };
  /** Where a baseline folder decides: `info.version` follows the wire verdict, the package the larger of wire and source. */
  readonly versions?: { readonly document: Version; readonly package?: Version };
  readonly counts: {
    readonly breaking: number;
    readonly unknown: number;
    readonly additive: number;
    readonly docs: number;
    readonly waived: number;
  };
  /** Ordered by level, then operation, then pointer: the same input gives the same bytes. */
  readonly findings: readonly Finding[];
}
