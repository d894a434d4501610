// One defect, one finding: where several tools see the same thing, the one that explains it best speaks.
import type { Finding } from './finding.js';

/** Rules that see the same defect, the best speaker first. */
const sameDefect: readonly (readonly string[])[] = [
  ['jettson-operation-id', 'redocly/operation-operationId-unique', 'redocly/operation-operationId-url-safe'],
  ['jettson-operation-id', 'redocly/operation-operationId', 'spectral/operation-operationId'],
  ['jettson-one-tag', 'redocly/tag-description'],
  ['redocly/struct', 'jettson-one-tag'],
  ['jettson-described', 'redocly/operation-summary', 'redocly/struct', 'spectral/oas3-schema'],
  ['jettson-bearer', 'redocly/security-defined', 'spectral/oas3-operation-security-defined'],
  ['jettson-server', 'redocly/no-empty-servers', 'spectral/oas3-api-servers'],
  ['jettson-server', 'redocly/no-server-trailing-slash', 'spectral/oas3-server-trailing-slash'],
  ['jettson-server', 'redocly/no-server-example.com', 'spectral/oas3-server-not-example.com'],
  ['jettson-statuses', 'redocly/struct', 'spectral/oas3-schema', 'jettson-described'],
  ['jettson-required-errors', 'redocly/operation-4xx-response'],
  ['example-valid', 'redocly/no-enum-type-mismatch', 'spectral/typed-enum'],
  ['example-valid', 'redocly/no-invalid-schema-examples', 'redocly/no-invalid-parameter-examples'],
  ['example-valid', 'redocly/no-schema-type-mismatch', 'schema-strict'],
  ['redocly/no-duplicated-enum-values', 'spectral/duplicated-entry-in-enum', 'schema-strict'],
  ['redocly/no-unused-components', 'spectral/oas3-unused-component'],
  ['redocly/path-parameters-defined', 'spectral/path-params', 'spectral/oas3-schema'],
  ['redocly/no-identical-paths', 'redocly/no-ambiguous-paths', 'spectral/path-params'],
  ['redocly/no-unsafe-markdown', 'spectral/no-script-tags-in-markdown', 'spectral/no-eval-in-markdown'],
  ['redocly/operation-2xx-response', 'spectral/operation-success-response'],
  ['redocly/no-path-trailing-slash', 'spectral/path-keys-no-trailing-slash'],
  ['redocly/no-duplicated-tag-names', 'spectral/openapi-tags-uniqueness'],
  ['redocly/no-required-schema-properties-undefined', 'schema-strict'],
  ['redocly/no-schema-type-mismatch', 'spectral/array-items', 'schema-strict'],
  ['schema-strict', 'redocly/struct', 'spectral/oas3-schema'],
  ['schema-strict', 'jettson-timestamps'],
  ['schema-strict', 'jettson-bounds'],
  ['jettson-no-content', 'redocly/rule/request-body-required', 'jettson-examples'],
];

/** How far apart two tools may put the same defect, in steps of a pointer. */
const reach = 3;

/** The findings without those of the same rule that repeat, at the same place or inside it, what the sources showed. */
export function withoutRepeats(findings: readonly Finding[], inSources: readonly Finding[]): Finding[] {
  return findings.filter(
    (each) =>
      !inSources.some(
        ({ rule, file, pointer }) =>
          rule === each.rule &&
          file === each.file &&
          `${each.pointer}/`.startsWith(`${pointer}/`) &&
          pointer !== '',
      ),
  );
}

/** The findings without repetitions and without those that another rule says better. */
export function merge(findings: readonly Finding[]): Finding[] {
  const once = [
    ...new Map(
      findings.map((each) => [[each.rule, each.message, each.file, each.line, each.column].join('\n'), each]),
    ).values(),
  ];
  return once.filter((each) => !once.some((other) => other !== each && isSaidBetter(each, other)));
}

function isSaidBetter(weak: Finding, strong: Finding): boolean {
  if (weak.file !== strong.file || !areNear(weak, strong)) return false;
  // What is misspelt is also missing: the name that was meant tells both.
  const [isMeant, isMisspelt] = [meets(strong, weak), meets(weak, strong)];
  if (isMeant !== isMisspelt) return isMeant;
  return sameDefect.some((rules) => {
    const [first, second] = [rules.indexOf(strong.rule), rules.indexOf(weak.rule)];
    return first !== -1 && second > first;
  });
}

/** True when the first gives a name as meant that the second speaks of. */
function meets(misspelt: Finding, missing: Finding): boolean {
  const [, name] = /: did you mean `([^`]+)`\?$/.exec(misspelt.message) ?? [];
  return name !== undefined && missing.message.split(/[^\w-]+/).includes(name);
}

/** On one line, or one inside the other and close by. */
function areNear(one: Finding, other: Finding): boolean {
  if (one.line === other.line) return true;
  const [outer, inner] = [one.pointer, other.pointer].sort((a, b) => a.length - b.length);
  if (outer === undefined || inner === undefined || !inner.startsWith(`${outer}/`)) return false;
  return inner.slice(outer.length + 1).split('/').length <= reach;
}
