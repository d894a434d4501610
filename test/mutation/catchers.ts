// Who notices an edit of the contract: the contract tests, the house rules, the compiler, the gate. Each catcher sees the
// contract as it was and as it is, and gives its first complaint.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Bundle } from '../../src/build/bundle.js';
import type { Json } from '../../src/gate/include/json.js';
import type { ContractDocument } from '../contract/document.js';
import { createHouseLint, readRuleset } from '../../src/build/lint/house.js';
import { operationsText } from '../../src/build/operations.js';
import { typesText } from '../../src/build/types.js';
import { compare } from '../../src/gate/compare.js';
import { startMock } from '../../src/mock/testing.js';
import { judgeTomorrow } from '../contract/additive.js';
import { contractDocument } from '../contract/document.js';
import { matrixFaults, playMatrix } from '../contract/matrix.js';
import { refusedOfPublished } from '../contract/published-requests.js';
import { createValidator } from '../contract/validator.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * What the contract tests say of a document: the matrix, the published requests at the published base URL, and the answers
 * of tomorrow.
 */
export async function byContractTests(
  head: ContractDocument,
  touches: readonly string[],
): Promise<string | undefined> {
  let mock: Awaited<ReturnType<typeof startMock>>;
  try {
    mock = await startMock({ document: head, listen: false });
  } catch (error) {
    return (error as Error).message;
  }
  for (const id of touches) {
    const [fault] = matrixFaults(await playMatrix(head, mock, id));
    if (fault) return fault;
  }
  const [refused] = await refusedOfPublished(mock, createValidator(head), touches);
  if (refused) return refused;
  return judgeTomorrow(head).faults[0];
}

/** What the gate says: the first finding that breaks, or that it cannot decide. */
export async function byGate(base: ContractDocument, head: ContractDocument): Promise<string | undefined> {
  const report = await compare(base as unknown as Json, head as unknown as Json);
  const finding = report.findings.find(({ level }) => level === 'breaking' || level === 'unknown');
  return finding && `${finding.rule}: ${finding.message}`;
}

/** Loads the house rules once; the result gives the first finding that `head` has and `base` has not. */
export async function createLint(): Promise<
  (base: ContractDocument, head: ContractDocument) => Promise<string | undefined>
> {
  const lint = await createHouseLint(await readRuleset(`${root}spectral.yaml`));
  const before = new Map<string, Set<string>>();
  return async (base, head) => {
    const text = JSON.stringify(base);
    const known =
      before.get(text) ?? new Set((await lint(text)).map(({ rule, message }) => `${rule}: ${message}`));
    before.set(text, known);
    return (await lint(JSON.stringify(head)))
      .map(({ rule, message }) => `${rule}: ${message}`)
      .find((finding) => !known.has(finding));
  };
}

/**
 * What the compiler says of the wrappers and of a caller's program, against the types of each document. All in one run of
 * the compiler.
 */
export async function byTypes(
  documents: ReadonlyMap<string, ContractDocument>,
): Promise<Map<string, string>> {
  mkdirSync(`${root}node_modules/.cache`, { recursive: true });
  const folder = mkdtempSync(`${root}node_modules/.cache/mutations-`);
  try {
    const names = [...documents.keys()];
    for (const [index, document] of [...documents.values()].entries()) {
      const place = `${folder}/${index}`;
      mkdirSync(`${place}/generated`, { recursive: true });
      writeFileSync(`${place}/generated/types.d.ts`, await typesText(document as unknown as Bundle));
      writeFileSync(`${place}/generated/operations.ts`, operationsText(document as unknown as Bundle));
      cpSync(`${root}src/client`, `${place}/src/client`, { recursive: true });
      cpSync(`${root}test/mutation/caller.ts`, `${place}/test/mutation/caller.ts`);
    }
    symlinkSync(`${root}node_modules`, `${folder}/node_modules`, 'junction');
    writeFileSync(`${folder}/package.json`, '{ "type": "module" }');
    writeFileSync(
      `${folder}/tsconfig.json`,
      JSON.stringify({
        extends: `${root}tsconfig.json`,
        include: ['*/src', '*/generated', '*/test'],
        exclude: [],
      }),
    );
    const output = await new Promise<string>((resolve) => {
      execFile(
        process.execPath,
        [`${root}node_modules/typescript7/bin/tsc`, '-p', folder, '--pretty', 'false'],
        { cwd: folder, maxBuffer: 50_000_000 },
        (_, stdout, stderr) => resolve(`${stdout}${stderr}`),
      );
    });
    const found = new Map<string, string>();
    for (const line of output.split('\n')) {
      const [, index, message] = /^(\d+)\/(.+)$/.exec(line) ?? [];
      const name = names[Number(index)];
      if (name !== undefined && message !== undefined && !found.has(name))
        found.set(name, message.replace(/\(\d+,\d+\): error /, ': '));
      else if (index === undefined && line.includes('error TS')) throw new Error(line);
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The contract with an edit applied. Throws when the edit changes nothing. */
export function edited(edit: (document: ContractDocument) => void): ContractDocument {
  const document = contractDocument();
  edit(document);
  if (JSON.stringify(document) === JSON.stringify(contractDocument()))
    throw new Error('this edit changes nothing');
  return document;
}
