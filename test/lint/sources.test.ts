import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readSources } from '../../src/build/lint/sources.js';

const folder = mkdtempSync(join(tmpdir(), 'jettson-sources-'));

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('sources come in the order of their names, however long each takes to be read', async () => {
  // The first by name takes longest, so what is read first is another.
  const sizes = { 'a.json': 1_500_000, 'b/c.json': 300_000, 'd.json': 10, 'openapi.yaml': 10 };
  for (const [name, size] of Object.entries(sizes)) {
    const path = join(folder, 'openapi', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify({ text: 'x'.repeat(size) }));
  }
  const { files } = await readSources(folder);
  expect([...files.keys()]).toEqual(Object.keys(sizes).map((name) => `openapi/${name}`));
});
