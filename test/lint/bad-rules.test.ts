import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lintByFiles, rulesFile } from '../../src/build/lint/run.js';
import { root } from '../../src/build/project.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rules-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function edited(name: 'spectral.yaml' | 'redocly.yaml', find: string, put: string): Promise<string> {
  const text = await readFile(rulesFile(name), 'utf8');
  if (!text.includes(find)) throw new Error(`${name} has no ${find}`);
  await writeFile(join(folder, name), text.replace(find, put));
  return join(folder, name);
}

test.each([
  {
    name: 'a line of spectral.yaml stands too far left',
    file: 'spectral.yaml',
    find: '    severity: error',
    put: '   severity: error',
    says: /^spectral\.yaml:\d{2,} these rules cannot be loaded \(bad indentation of a mapping entry\): correct them$/,
  },
  {
    name: 'spectral.yaml names functions that are not there',
    file: 'spectral.yaml',
    find: 'functionsDir: src/lint',
    put: 'functionsDir: src/lnt',
    says: /^spectral\.yaml:1 these rules cannot be loaded \(.*src\/lnt\/jettson-.*\): correct them$/,
  },
  {
    name: 'a bracket of redocly.yaml stays open',
    file: 'redocly.yaml',
    find: 'telemetry: off',
    put: 'telemetry: [off',
    says: /^redocly\.yaml:\d+ these rules cannot be loaded \(.+\): correct them$/,
  },
] as const)('$name: one finding, at the file', async ({ file, find, put, says }) => {
  const path = await edited(file, find, put);
  const [spectral, redocly] =
    file === 'spectral.yaml' ? [path, rulesFile('redocly.yaml')] : [rulesFile('spectral.yaml'), path];
  const { findings, exitCode } = await lintByFiles(root, spectral, redocly);
  expect(exitCode).toBe(3);
  expect(findings.map((found) => `${found.file}:${found.line} ${found.message}`)).toEqual([
    expect.stringMatching(says),
  ]);
});
