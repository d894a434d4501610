import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BadContract } from '../../src/build/bad-contract.js';
import { contractRepository } from '../../src/build/repository.js';
import { NoBundle, readBundle } from '../../src/mock/files.js';
import { type ContractCopy, copyContract } from './contract-copy.js';

let copy: ContractCopy;
beforeEach(async () => {
  copy = await copyContract('repository');
});
afterEach(() => copy.remove());

test.each(['generated/openapi.json', 'openapi/openapi.yaml'])(
  'without %s the gate is told what to run',
  async (file) => {
    await rm(join(copy.root, file));
    await expect(contractRepository(copy.root)).rejects.toThrow(
      new BadContract([{ file, line: 1, message: 'this file is not there: npm run build' }]),
    );
  },
);

test('a bundle that is no JSON is told with its way out', async () => {
  await copy.write('generated/openapi.json', '{');
  await expect(contractRepository(copy.root)).rejects.toThrow(
    /^generated\/openapi\.json:1 {2}this is not JSON \(.+\): npm run build$/,
  );
});

test('the mock, too, says what makes the bundle anew', async () => {
  await copy.write('generated/openapi.json', '{');
  expect(() => readBundle(copy.root)).toThrow(NoBundle);
  expect(() => readBundle(copy.root)).toThrow(
    /openapi\.json cannot be read as JSON \(.+\): npm run build makes it anew$/,
  );
});
