import { expect, test } from 'vitest';
import type { ContractDocument, SchemaNode } from './document.js';
import { startMock } from '../../src/mock/testing.js';
import { documentOfTomorrow, judgeTomorrow } from './additive.js';
import { contractDocument } from './document.js';
import { matrixFaults, playMatrix } from './matrix.js';
import { summarise } from './summary.js';
import { withNewMembers } from './widen.js';

test('every response takes unknown members in every object, and unknown values in every open enum', () => {
  const { widened, values, faults } = judgeTomorrow(contractDocument());
  summarise(
    'additive',
    `${widened} answers with unknown members and ${values} with unknown values of open enums: ${faults.length} refused by the contract`,
  );
  expect(faults).toEqual([]);
  expect(widened).toBeGreaterThan(400);
  expect(values).toBeGreaterThan(100);
});

test('the mock sends the answers of tomorrow as they are, and they are still what the contract says', async () => {
  const tomorrow = documentOfTomorrow(contractDocument());
  await using mock = await startMock({ document: tomorrow, listen: false });
  expect(matrixFaults(await playMatrix(tomorrow, mock))).toEqual([]);
});

/** What the suite says when one component of the contract is changed. */
function faultsWith(component: string, edit: (schema: SchemaNode) => void): string[] {
  const document: ContractDocument = contractDocument();
  const schema = document.components.schemas[component];
  if (!schema) throw new Error(`no component ${component}`);
  edit(schema);
  return [...judgeTomorrow(document).faults];
}

test.each(['additionalProperties', 'unevaluatedProperties'])(
  'canary: a response closed by %s is caught',
  (keyword) => {
    const faults = faultsWith('Agent', (schema) => {
      schema[keyword] = false;
    });
    expect(faults.join('\n')).toMatch(/^getAgent\.running: an unknown member at \/ is refused/m);
  },
);

test('canary: an error envelope that is closed is caught', () => {
  const faults = faultsWith('ErrorEnvelope', (schema) => {
    schema['additionalProperties'] = false;
  });
  expect(faults.join('\n')).toMatch(/^spawnAgent\.rate-limited: an unknown member at \/ is refused/m);
});

test.each(['AgentStatus', 'ErrorCode', 'MemorySource'])(
  'canary: the open enum %s closed is caught',
  (component) => {
    const faults = faultsWith(component, (schema) => {
      const [listed] = schema['anyOf'] as SchemaNode[];
      delete schema['anyOf'];
      Object.assign(schema, listed);
    });
    expect(faults.join('\n')).toMatch(/the unknown value value-of-tomorrow at .* is refused/);
  },
);

test('unknown members are put into every object, and into all of them at once', () => {
  const places = [...withNewMembers({ a: [{ b: 1 }], c: null })];
  expect(places.map(({ at }) => at)).toEqual(['/', '/a/0', 'everywhere']);
  expect(places.at(-1)?.value).toEqual({
    a: [{ b: 1, x_member_of_tomorrow: true }],
    c: null,
    x_member_of_tomorrow: true,
  });
});
