// Reports larger than a platform takes: whole findings are cut from the end of the reading order, and what is left out
// is counted honestly.
import type { Finding, Report } from '../../../src/gate/report/report.js';
import { describe, expect, test } from 'vitest';
import { annotationsPerKind, github } from '../../../src/gate/report/github.js';
import { html } from '../../../src/gate/report/html.js';
import { commentBytes, markdown, summaryBytes } from '../../../src/gate/report/markdown.js';
import { maxResults, sarif } from '../../../src/gate/report/sarif.js';
import { sizeBytes } from '../../../src/gate/report/visible.js';

function finding(position: number, level: Finding['level'], filler: string): Finding {
  return {
    id: `id${position}`,
    rule: 'property-required',
    layer: 'wire',
    level,
    message: `finding number ${position} ${filler}`,
    operations: [`operation${position}`],
    surface: 'request.body',
    base: null,
    head: { file: 'openapi.yaml', line: position + 1, pointer: '/x' },
    waysOut: ['keep it'],
  };
}

function report(breaking: number, docs: number, filler = ''): Report {
  const findings = [
    ...Array.from({ length: breaking }, (_, position) => finding(position, 'breaking', filler)),
    ...Array.from({ length: docs }, (_, position) => finding(breaking + position, 'docs', filler)),
  ];
  return {
    reportVersion: 1,
    verdict: 'blocked',
    bump: { required: 'major', declared: 'none' },
    counts: { breaking, unknown: 0, additive: 0, docs, waived: 0 },
    findings,
  };
}

const numbers = (text: string) =>
  [...text.matchAll(/finding number (\d+) /g)].map((found) => Number(found[1]));

const hiddenIn = (text: string) => Number(/(\d+) findings? (?:is|are) not shown/.exec(text)?.[1] ?? 0);

describe.each([
  { name: 'ASCII', filler: 'x'.repeat(300) },
  { name: 'emoji, four bytes each', filler: '🙂'.repeat(300) },
])('2,000 findings of $name', ({ filler }) => {
  const large = report(1200, 800, filler);

  test.each([
    { name: 'a comment', maxBytes: commentBytes },
    { name: 'a job summary', maxBytes: summaryBytes },
    { name: 'almost nothing', maxBytes: 2000 },
  ])('as Markdown fit $name, whole ones from the front, the rest counted', ({ maxBytes }) => {
    const text = markdown(large, { maxBytes });
    expect(sizeBytes(text)).toBeLessThanOrEqual(maxBytes);
    const shown = numbers(text);
    expect(shown).toEqual(Array.from({ length: shown.length }, (_, position) => position));
    expect(shown.length + hiddenIn(text)).toBe(2000);
    expect(text.split('\n')[0]).toContain('1200 breaking');
    expect((text.match(/^```/gm) ?? []).length % 2).toBe(0);
    expect((text.match(/<details>/g) ?? []).length).toBe((text.match(/<\/details>/g) ?? []).length);
  });

  test('as HTML fit the size that is asked for, and every element is closed', () => {
    const text = html(large, { maxBytes: 100_000 });
    expect(sizeBytes(text)).toBeLessThanOrEqual(100_000);
    expect(new Set(numbers(text)).size + hiddenIn(text)).toBe(2000);
    expect((text.match(/<article/g) ?? []).length).toBe((text.match(/<\/article>/g) ?? []).length);
    expect(text.trimEnd().endsWith('</html>')).toBe(true);
  });

  test('as SARIF fit the size that is asked for, and say what is missing', () => {
    const text = sarif(large, { maxBytes: 200_000 });
    expect(sizeBytes(text)).toBeLessThanOrEqual(200_000);
    const [run] = (
      JSON.parse(text) as {
        runs: {
          results: unknown[];
          invocations: { toolExecutionNotifications: { message: { text: string } }[] }[];
        }[];
      }
    ).runs;
    const said =
      run?.invocations[0]?.toolExecutionNotifications.map(({ message }) => message.text).join('') ?? '';
    expect((run?.results.length ?? 0) + hiddenIn(said)).toBe(2000);
  });
});

test('annotations are at most ten of a kind, the tenth saying how many are left out', () => {
  const lines = github(report(1200, 800)).split('\n');
  const errors = lines.filter((line) => line.startsWith('::error '));
  expect(errors).toHaveLength(annotationsPerKind);
  expect(errors.at(-1)).toContain('1191 findings are not shown here (1191 breaking)');
  expect(lines.filter((line) => line.startsWith('::notice '))).toHaveLength(annotationsPerKind);
});

test('ten findings are ten annotations, and nothing is said to be missing', () => {
  const text = github(report(10, 0));
  expect(text.match(/^::error /gm)).toHaveLength(10);
  expect(text).not.toContain('not shown');
});

test('problems beside the findings come first among the annotations, and are counted with them', () => {
  const problems = Array.from({ length: 12 }, (_, position) => ({
    exitCode: 2 as const,
    message: `stale ${position}`,
  }));
  const errors = github(report(3, 0), { problems })
    .split('\n')
    .filter((line) => line.startsWith('::error '));
  expect(errors).toHaveLength(10);
  expect(errors[0]).toContain('stale 0');
  expect(errors.at(-1)).toContain('3 more problems to repair. 3 findings are not shown here');
});

test('a SARIF run holds at most what GitHub shows', () => {
  const text = sarif(report(maxResults + 3, 0));
  expect((JSON.parse(text) as { runs: { results: unknown[] }[] }).runs[0]?.results).toHaveLength(maxResults);
  expect(hiddenIn(text)).toBe(3);
});

test('--max-findings counts what it hides', () => {
  expect(hiddenIn(markdown(report(5, 0), { maxFindings: 2 }))).toBe(3);
  expect(markdown(report(2, 0), { maxFindings: 2 })).not.toContain('not shown');
});
