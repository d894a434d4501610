// The versioning policy as data: its type, its defaults, its file. What it means is judged in judge.ts and notice.ts.
import type { Bump, Layer } from '../report/report.js';
import type { WaivedBumps } from '../semver.js';
import type { Read } from './data.js';
import { LoadError } from '../load/error.js';
import { checkOf, faultOf, readData } from './data.js';
import schema from './policy.schema.json' with { type: 'json' };

export interface Policy {
  readonly reading: 'tolerant' | 'strict';
  /** Component schemas are exported types: removing one is a source break. */
  readonly exportedTypes: boolean;
  readonly blocks: Readonly<Record<Exclude<Layer, 'docs'>, readonly ('breaking' | 'unknown')[]>>;
  readonly notice: { readonly days: number; readonly successorDays: number };
  readonly version: { readonly undeclared: 'allowed' | 'blocks'; readonly waived: WaivedBumps };
  readonly waivers: { readonly days: number };
}

/** The file's keys, all optional; the schema knows the defaults' meaning, `policyFrom` fills them in. */
export interface PolicyFile {
  readonly reading?: 'tolerant' | 'strict';
  readonly exported_types?: boolean;
  readonly blocks?: {
    readonly wire?: readonly ('breaking' | 'unknown')[];
    readonly source?: readonly ('breaking' | 'unknown')[];
  };
  readonly notice?: { readonly days?: number; readonly successor_days?: number };
  readonly version?: {
    readonly undeclared?: 'allowed' | 'blocks';
    readonly waived?: { readonly [name in keyof WaivedBumps]?: Bump };
  };
  readonly waivers?: { readonly days?: number };
}

const check = checkOf(schema);

/** The policy a file's content stands for; what it leaves out has the default of policy.schema.json. */
export function policyFrom(file: PolicyFile): Policy {
  const { blocks, notice, version, waivers } = file;
  return {
    reading: file.reading ?? 'tolerant',
    exportedTypes: file.exported_types ?? false,
    blocks: {
      wire: blocks?.wire ?? ['breaking', 'unknown'],
      source: blocks?.source ?? ['breaking', 'unknown'],
    },
    notice: { days: notice?.days ?? 90, successorDays: notice?.successor_days ?? 90 },
    version: {
      undeclared: version?.undeclared ?? 'allowed',
      waived: {
        correction: version?.waived?.correction ?? 'patch',
        security: version?.waived?.security ?? 'major',
        unreleased: version?.waived?.unreleased ?? 'minor',
        'accepted-break': version?.waived?.['accepted-break'] ?? 'major',
      },
    },
    waivers: { days: waivers?.days ?? 90 },
  };
}

/**
 * The policy of a parsed value, for callers that have it in hand.
 * @throws LoadError (exit 3) where it is no policy
 */
export function policyOf(value: unknown): Policy {
  const [fault] = check(value);
  if (fault === undefined) return policyFrom(value as PolicyFile);
  const { pointer, says } = faultOf(fault);
  throw new LoadError({ file: `policy#${pointer}`, says, wayOut: 'See policy.schema.json.' });
}

/** Reads `policy.yaml` as it is written. An unknown key is refused with its line: a misspelt promise would silently not be kept. */
export function readPolicyFile(text: string, file: string): Read<PolicyFile> {
  const read = readData<PolicyFile>(text, file, check);
  return read.ok ? { ok: true, value: read.value.data } : read;
}

/** Reads `policy.yaml`, its defaults filled in. */
export function readPolicy(text: string, file: string): Read<Policy> {
  const read = readPolicyFile(text, file);
  return read.ok ? { ok: true, value: policyFrom(read.value) } : read;
}
