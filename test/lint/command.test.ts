// The commands as people run them, in processes of their own: ours, and the stock tools with our configuration.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../src/build/project.js';

function run(args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...args],
      { cwd: root, env: { ...process.env, REDOCLY_TELEMETRY: 'off', FORCE_COLOR: '0' }, maxBuffer: 1e8 },
      (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    );
  });
}

test('npm run lint finds nothing in the contract, and says so in every format', async () => {
  const [text, json, github] = await Promise.all(
    ['text', 'json', 'github'].map((format) => run(['scripts/run.js', 'lint', '--format', format])),
  );
  expect(text).toEqual({ code: 0, out: 'no findings\n', err: '' });
  expect(json).toEqual({ code: 0, out: '[]\n', err: '' });
  expect(github).toEqual({ code: 0, out: '', err: '' });
});

test('an unknown format is refused with the formats there are', async () => {
  const { code, err } = await run(['scripts/run.js', 'lint', '--format', 'xml']);
  expect(code).toBe(3);
  expect(err).toBe('npm run lint -- --format text | json | github\n');
});

test('the spectral command with our ruleset agrees: no findings', async () => {
  const command = join(root, 'node_modules/@stoplight/spectral-cli/dist/index.js');
  const { code, out } = await run([command, 'lint', 'generated/openapi.json', '--format', 'json']);
  expect(JSON.parse(out.replace(/No results with a severity.*$/m, '').trim() || '[]')).toEqual([]);
  expect(code).toBe(0);
});

test('the redocly command with our configuration agrees: no findings', async () => {
  const command = join(root, 'node_modules/@redocly/cli/bin/cli.js');
  const { code, out } = await run([command, 'lint', '--format', 'json']);
  expect((JSON.parse(out) as { totals: object }).totals).toEqual({ errors: 0, warnings: 0, ignored: 0 });
  expect(code).toBe(0);
});
