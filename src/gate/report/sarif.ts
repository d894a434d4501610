// The report as SARIF 2.1.0 (OASIS, schema sarif-schema-2.1.0.json), within what GitHub code scanning takes: 25,000
// results a run of which it shows 5,000, 10 MB gzipped, one location at least per result.
import type { Finding, Place, Report } from './report.js';
import type { Parts } from './parts.js';
import type { View } from './view.js';
import { hiddenLine, keepWhole, partsOf, sections, strictlyEncoded } from './parts.js';
import { standing, verdictLine } from './verdict.js';
import { sizeBytes, visible } from './visible.js';

/** Results GitHub shows for one run. */
export const maxResults = 5000;
/** GitHub takes 10 MB gzipped; this is the size before. */
export const sarifBytes = 10_000_000;

const levels = { blocks: 'error', waived: 'warning', allowed: 'warning', informs: 'note' } as const;

/** RFC 3986: a relative reference with every segment encoded; a backslash is a separator on Windows only. */
function uri(file: string): string {
  return file
    .slice(0, 4000)
    .split('/')
    .map((segment) => strictlyEncoded(visible(segment)))
    .join('/');
}

function physical(place: Place, fallback: string) {
  return {
    physicalLocation: {
      artifactLocation: { uri: uri(place.file ?? fallback), uriBaseId: '%SRCROOT%' },
      region: { startLine: place.line ?? 1 },
    },
    logicalLocations: [{ fullyQualifiedName: visible(place.pointer) || '/', kind: 'member' }],
  };
}

function messageOf(parts: Parts): string {
  return [
    parts.what,
    parts.why === undefined ? '' : `${parts.level === 'unknown' ? 'Not proved' : 'Refused'}: ${parts.why}`,
    parts.witness === undefined ? '' : `Witness:\n${parts.witness}`,
    parts.waysOut.length > 0 ? `Green again: ${parts.waysOut.map((way) => way.say).join(' · ')}` : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/**
 * What SARIF would read as a placeholder `{0}` (§3.11.5) or an embedded link `[text](target)` (§3.11.6) is escaped;
 * other braces and brackets stay as they are, because viewers show the escapes and paths are full of braces.
 */
const plainMessage = (text: string) => ({
  text: text
    .replace(/\{(\d+)\}/g, '{{$1}}')
    .replace(/\[(?=[^\]]*\]\()/g, '\\[')
    .replace(/\](?=\()/g, '\\]'),
});

function resultOf(finding: Finding, ruleIndex: number, view: View) {
  const parts = partsOf(finding);
  const state = standing(finding);
  const fallback = view.head ?? 'openapi.yaml';
  const main = finding.head ?? finding.base ?? { pointer: '' };
  return {
    ruleId: parts.rule,
    ruleIndex,
    level: levels[state],
    message: plainMessage(messageOf(parts)),
    locations: [physical(main, fallback)],
    ...(finding.head && finding.base
      ? {
          relatedLocations: [
            {
              id: 1,
              ...physical(finding.base, view.base ?? 'base'),
              message: { text: `${visible(view.base ?? 'base')} has it here` },
            },
          ],
        }
      : {}),
    partialFingerprints: { 'contractGate/v1': parts.id },
    ...(state === 'waived' || state === 'allowed'
      ? { suppressions: [{ kind: 'external', status: 'accepted', justification: parts.accepted ?? '' }] }
      : {}),
    properties: {
      layer: finding.layer,
      level: finding.level,
      surface: parts.surface,
      operations: parts.operations,
      ...(parts.methods.length > 0 ? { methods: parts.methods } : {}),
    },
  };
}

/** The report as one SARIF run. What is cut is counted in the invocation's notifications. */
export function sarif(report: Report, view: View = {}): string {
  const ordered = sections(report).flatMap((section) => section.findings);
  const rules = [...new Set(ordered.map((finding) => finding.rule))].sort();
  const index = new Map(rules.map((rule, position) => [rule, position]));
  const results = ordered.map((finding) => {
    const result = resultOf(finding, index.get(finding.rule) ?? 0, view);
    return { finding, text: JSON.stringify(result), result };
  });
  const room = (view.maxBytes ?? sarifBytes) - 4000 - sizeBytes(JSON.stringify(rules)) * 4;
  const { shown, hidden } = keepWhole(
    results,
    room / 2, // pretty printing at most doubles a result's size
    Math.min(maxResults, view.maxFindings ?? maxResults),
    sizeBytes,
  );
  const rest = hiddenLine(hidden, view);
  const notifications = [
    ...(view.problems ?? []).map((problem) => ({
      level: 'error',
      message: plainMessage(visible(problem.message)),
      ...(problem.file === undefined
        ? {}
        : {
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: uri(problem.file) },
                  region: { startLine: problem.line ?? 1 },
                },
              },
            ],
          }),
    })),
    ...(rest === '' ? [] : [{ level: 'warning', message: plainMessage(rest) }]),
  ];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'contract-gate',
            informationUri: 'https://jettson.dev',
            rules: rules.map((rule) => ({
              id: visible(rule).slice(0, 120),
              ...(view.rulesUrl === undefined
                ? {}
                : { helpUri: `${encodeURI(view.rulesUrl)}#${strictlyEncoded(visible(rule).slice(0, 120))}` }),
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            exitCodeDescription: verdictLine(report),
            toolExecutionNotifications: notifications,
          },
        ],
        results: results.slice(0, shown.length).map(({ result }) => result),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
