import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load as parse } from 'js-yaml';
import { describe, expect, test } from 'vitest';

import type { Json, JsonObject } from '../../../src/gate/include/json.js';
import { compare } from '../../../src/gate/compare.js';

interface Row {
  readonly name: string;
  readonly base: JsonObject;
  readonly head: JsonObject;
  readonly forward: readonly string[];
  readonly back: readonly string[];
}

const rows = parse(readFileSync(join(import.meta.dirname, 'verdicts.yaml'), 'utf8'), {
  schema: CORE_SCHEMA,
}) as readonly Row[];

const titled = (document: JsonObject): Json => ({ info: { title: 'T', version: '1.0.0' }, ...document });

async function findings(base: JsonObject, head: JsonObject): Promise<readonly string[]> {
  const report = await compare(titled(base), titled(head));
  const silent = report.findings.filter(
    ({ level, layer, witness }) => layer === 'wire' && level === 'breaking' && witness === undefined,
  );
  expect(silent).toEqual([]);
  return report.findings.map(({ level, layer, rule }) => `${level} ${layer} ${rule}`);
}

describe.each(rows)('$name', ({ base, head, forward, back }) => {
  test('base to head finds what the row says, and every break shows its message', async () => {
    expect(await findings(base, head)).toEqual(forward);
  });
  test('head to base finds what the row says, and every break shows its message', async () => {
    expect(await findings(head, base)).toEqual(back);
  });
  test('neither differs from itself', async () => {
    expect([await findings(base, base), await findings(head, head)]).toEqual([[], []]);
  });
});
