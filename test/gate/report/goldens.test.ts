// Each case is a report and its rendering in every format of this folder, reviewed as documentation.
// After a wanted change: UPDATE_GOLDENS=1 npx vitest run test/gate/report
import type { Report } from '../../../src/gate/report/report.js';
import type { View } from '../../../src/gate/report/view.js';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { github } from '../../../src/gate/report/github.js';
import { html } from '../../../src/gate/report/html.js';
import { markdown } from '../../../src/gate/report/markdown.js';
import { sarif } from '../../../src/gate/report/sarif.js';

const painters = [
  { file: 'report.md', paint: markdown },
  { file: 'annotations.txt', paint: github },
  { file: 'report.sarif.json', paint: sarif },
  { file: 'report.html', paint: html },
] as const;

const cases = readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

test('there are cases, and each has a report', () => {
  expect(cases).toEqual(['accepted', 'additive', 'blocked', 'clean']);
});

describe.each(cases)('the report of case %s', (name) => {
  const folder = new URL(`./${name}/`, import.meta.url);
  const { report, view } = JSON.parse(readFileSync(new URL('report.json', folder), 'utf8')) as {
    report: Report;
    view: View;
  };
  test.each(painters)('$file is its golden, byte for byte', ({ file, paint }) => {
    const golden = new URL(file, folder);
    const text = paint(report, view);
    if (process.env['UPDATE_GOLDENS'] === '1') writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });
});
