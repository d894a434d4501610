// Every schema and every shown value, before two validators: what one refuses, or what they do not agree on, is a finding.
import { secondOpinion } from './second-opinion.js';
import { type Refusal, schemaSet, strictJudge } from './strict.js';
import { collectValues } from './values.js';

/** What is wrong with the schemas and values of a bundle. */
export async function judgeValues(bundle: unknown): Promise<Refusal[]> {
  const values = collectValues(bundle);
  const set = schemaSet(values);
  const { refusals, judge } = strictJudge(values, set);
  const strays = values.strays.map(
    ({ message, at }): Refusal => ({
      rule: 'example-valid',
      message: `${message}: correct the example, or describe it in the contract`,
      at,
    }),
  );
  if (refusals.length > 0)
    return [
      ...strays,
      ...refusals.map((refusal) => ({
        ...refusal,
        message: `${refusal.message}. Correct the keyword, or remove it`,
      })),
    ];
  const second = await secondOpinion(set);
  try {
    const judged = await Promise.all(
      values.claims.map(async ({ what, schema, value, at }): Promise<Refusal[]> => {
        const first = judge(schema, value);
        const other = await second.valid(schema, value);
        if (!first || typeof other === 'object')
          return [
            {
              rule: 'schema-strict',
              message: `a validator cannot read this schema${typeof other === 'object' ? ` (${other.failed})` : ''}: simplify it`,
              at: schema,
            },
          ];
        if (first.valid && other) return [];
        if (first.valid !== other)
          return [
            {
              rule: 'example-valid',
              message: `the two validators do not agree on ${what}: say it in keywords that both read alike`,
              at,
            },
          ];
        return [
          {
            rule: 'example-valid',
            message: `${what} is not what its schema says: ${first.reason}. Correct one of them`,
            at: `${at}${first.inner}`,
          },
        ];
      }),
    );
    return [...strays, ...judged.flat()];
  } finally {
    second.close();
  }
}
