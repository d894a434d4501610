import { describe, expect, test } from 'vitest';
import { include } from '../../../src/gate/include/include.js';
import { rowFiles } from './rows.js';

describe.each(rowFiles())('$family', ({ dialect, rows }) => {
  test.each(rows)('$name ($cites)', async ({ a, b, aInB, bInA }) => {
    const [forth, back] = [await include(a, b, { dialect }), await include(b, a, { dialect })];
    expect({ forth: forth.result, back: back.result, said: [forth, back] }).toMatchObject({
      forth: aInB,
      back: bInA,
    });
  });

  test('each row has a name of its own', () => {
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });
});
