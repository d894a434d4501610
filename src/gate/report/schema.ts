// The JSON Schema of the report: generated/report.schema.json is this, written out. A test validates reports of every fixture.
import type { JsonObject } from '../include/json.js';

const bump = { enum: ['major', 'minor', 'patch', 'none'] };
const count = { type: 'integer', minimum: 0 };
const text = { type: 'string' };

function closed(properties: JsonObject, optional: readonly string[] = []): JsonObject {
  return {
    type: 'object',
    required: Object.keys(properties).filter((name) => !optional.includes(name)),
    properties,
    additionalProperties: false,
  };
}

/** The schema as a value; pure, so that whoever writes files decides where and when. */
export function reportSchema(): JsonObject {
  const version = closed({ base: text, head: text, required: bump, declared: bump });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://jettson.dev/api/gate/report.schema.json',
    title: 'Report of the contract gate, reportVersion 1',
    ...closed(
      {
        reportVersion: { const: 1 },
        verdict: { enum: ['passed', 'blocked'] },
        bump: closed({ required: bump, declared: bump }),
        versions: closed({ document: version, package: version }, ['package']),
        counts: closed({ breaking: count, unknown: count, additive: count, docs: count, waived: count }),
        findings: { type: 'array', items: { $ref: '#/$defs/finding' } },
      },
      ['versions'],
    ),
    $defs: {
      place: closed({ file: text, line: { type: 'integer', minimum: 1 }, pointer: text }, ['file', 'line']),
      finding: {
        ...closed(
          {
            id: { type: 'string', minLength: 1 },
            rule: { type: 'string', pattern: '^[a-z]+(-[a-z0-9]+)*$' },
            layer: { enum: ['wire', 'source', 'docs'] },
            level: { enum: ['breaking', 'unknown', 'additive', 'docs'] },
            message: { type: 'string', minLength: 1 },
            operations: { type: 'array', items: text },
            surface: text,
            base: { anyOf: [{ $ref: '#/$defs/place' }, { type: 'null' }] },
            head: { anyOf: [{ $ref: '#/$defs/place' }, { type: 'null' }] },
            witness: closed({ direction: { enum: ['request', 'response'] }, value: true, text }, ['value']),
            complaint: text,
            reason: text,
            waiver: text,
            allowed: text,
            methods: { type: 'array', items: text },
            waysOut: { type: 'array', items: text },
          },
          ['witness', 'complaint', 'reason', 'waiver', 'allowed', 'methods'],
        ),
        allOf: [
          { anyOf: [{ not: { properties: { level: { const: 'unknown' } } } }, { required: ['reason'] }] },
          {
            anyOf: [
              { not: { properties: { level: { const: 'breaking' }, layer: { const: 'wire' } } } },
              { required: ['witness'] },
            ],
          },
        ],
      },
    },
  };
}
