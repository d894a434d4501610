// The numbers a change declares, held against what its findings ask for. Neighbour: ../semver.ts computes both.
import type { Bump, Finding, Version } from '../report/report.js';
import type { Problem } from '../report/view.js';
import type { Policy } from '../policy/policy.js';
import { fingerprint } from '../policy/lifecycle.js';
import { covers, declaredBump, isVersion, next } from '../semver.js';

/** A number before and after, and where the new one is written. */
export interface Numbers {
  readonly base: string;
  readonly head: string;
  readonly file?: string;
  readonly line?: number;
  readonly pointer: string;
}

interface Held {
  readonly version: Version;
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/** Holds one number against its findings. Going back, or no number at all, is bad input; too small a step blocks. */
function hold(
  what: '`info.version`' | 'the package',
  numbers: Numbers,
  required: Bump,
  policy: Policy,
): Held {
  const { base, head } = numbers;
  const place = {
    ...(numbers.file === undefined ? {} : { file: numbers.file }),
    ...(numbers.line === undefined ? {} : { line: numbers.line }),
  };
  const bad = (message: string): Held => ({
    version: { base, head, required, declared: 'none' },
    findings: [],
    problems: [{ exitCode: 3, message, ...place }],
  });
  if (!isVersion(head))
    return bad(`${what} is \`${head}\`, which is no version number: write it as \`${next(base, required)}\``);
  if (!isVersion(base)) return bad(`${what} of the last release is \`${base}\`, which is no version number`);
  const declared = declaredBump(base, head);
  if (declared === undefined)
    return bad(
      `${what} goes backwards, from ${base} to ${head}: write ${next(base, required)}${required === 'none' ? '' : ' or later'}`,
    );
  const version = { base, head, required, declared };
  const isOpen = declared === 'none' && policy.version.undeclared === 'allowed';
  if (isOpen || covers(declared, required)) return { version, findings: [], problems: [] };
  const wanted = next(base, required);
  return {
    version,
    problems: [],
    findings: [
      {
        id: fingerprint('version-too-small', numbers.pointer),
        rule: 'version-too-small',
        layer: 'docs',
        level: 'breaking',
        message: `${what} says ${head} (${declared === 'none' ? 'no step' : declared} after ${base}) and the findings need ${required}: ${wanted} or later`,
        operations: [],
        surface: 'version',
        base: null,
        head: { ...place, pointer: numbers.pointer },
        waysOut: [
          `write ${wanted}\nversion: ${wanted}`,
          ...(policy.version.undeclared === 'allowed' ? [`leave it at ${base}: the release sets it`] : []),
        ],
      },
    ],
  };
}

/** Holds the document's number, and the package's where there is one. */
export function holdVersions(
  numbers: { readonly document: Numbers; readonly package?: Numbers },
  required: { readonly document: Bump; readonly package: Bump },
  policy: Policy,
): {
  readonly versions: { readonly document: Version; readonly package?: Version };
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
} {
  const document = hold('`info.version`', numbers.document, required.document, policy);
  if (numbers.package === undefined)
    return {
      versions: { document: document.version },
      findings: document.findings,
      problems: document.problems,
    };
  const pack = hold('the package', numbers.package, required.package, policy);
  return {
    versions: { document: document.version, package: pack.version },
    findings: [...document.findings, ...pack.findings],
    problems: [...document.problems, ...pack.problems],
  };
}
