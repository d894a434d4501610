// The committed score: every schema of the rows against the schemas of the next row, both ways. A change of score.txt is progress or loss, seen in review.

import { expect, test } from 'vitest';
import { include } from '../../../src/gate/include/include.js';
import { rowFiles } from './rows.js';

test('the score is the committed one', async () => {
  const lines: string[] = [];
  const reasons = new Set<string>();
  for (const { family, dialect, rows } of rowFiles()) {
    const tally = { proved: 0, refuted: 0, unknown: 0 };
    for (const [at, { a, b }] of rows.entries()) {
      const next = rows[(at + 1) % rows.length];
      if (!next) continue;
      for (const [x, y] of [
        [a, next.b],
        [next.b, a],
        [b, next.a],
        [next.a, b],
      ] as const) {
        const answer = await include(x, y, { dialect });
        tally[answer.result] += 1;
        if (answer.result === 'unknown')
          reasons.add(`  ${JSON.stringify(x)} in ${JSON.stringify(y)}: ${answer.reason}`);
      }
    }
    lines.push(`${family}: ${tally.proved} proved, ${tally.refuted} refuted, ${tally.unknown} unknown`);
  }
  await expect([...lines, ...[...reasons].sort(), ''].join('\n')).toMatchFileSnapshot('score.txt');
});
