import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, sandbox } from './sandbox.js';
import { seededDefects } from './seeded-defects.js';
import { type StockTools, stockTools } from './stock-tools.js';

let contract: Sandbox;
let stock: StockTools;
const rows: string[] = [];
let caughtByStock = 0;

beforeAll(async () => {
  contract = await sandbox();
  stock = await stockTools(contract.root);
});

afterAll(async () => {
  contract.close();
  await stock.close();
  const total = seededDefects.length;
  console.log(
    `${rows.sort().join('\n')}\n${rows.length} of ${total} defects run; stock redocly and spectral:oas see ${caughtByStock}`,
  );
});

test('the contract itself has no findings, neither of ours nor of stock tools', async () => {
  const { findings } = await contract.lintWith({
    name: '',
    change: { write: 'openapi/.keep', content: '' },
    rule: '',
  });
  expect(findings).toEqual([]);
});

test.each(seededDefects)('$kind: $name', async (defect) => {
  const [{ findings, exitCode, expected }, byStock] = await contract.changed(defect.change, () =>
    Promise.all([contract.lintFor(defect), stock.newFindings()]),
  );
  if (byStock > 0) caughtByStock += 1;
  rows.push(
    `${expected.padEnd(90)} ${byStock > 0 ? 'stock sees it' : 'stock is silent'}  ${defect.kind}: ${defect.name}`,
  );
  const found = findings.map(({ rule, file, line }) => `${rule} ${file}:${line}`);
  expect(found).toContain(expected);
  expect(exitCode).toBe(defect.exitCode ?? 1);
});
