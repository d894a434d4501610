// Every schema and every shown value, before two validators: what one refuses, or what they do not agree on, is a finding.
import { formatPointer } from '../pointer.js';
import { secondOpinion } from './second-opinion.js';
import { checkDialect, type Refusal, schemaSet, strictJudge } from './strict.js';
import { unlisted } from './unlisted.js';
import { type Claim, collectValues, type Stray } from './values.js';

/** What is wrong with the schemas and values of a bundle. */
export async function judgeValues(bundle: unknown): Promise<Refusal[]> {
  const values = collectValues(bundle);
  const set = schemaSet(values);
  const { refusals: uncompiled, judge } = strictJudge(values, set);
  const refusals = [...checkDialect(bundle), ...uncompiled];
  const strays = onceEach([
    ...values.strays,
    ...values.claims.flatMap((claim) => strayMembers(bundle, claim)),
  ]);
  if (refusals.length > 0)
    return [
      ...strays,
      ...refusals.map((refusal) => ({
        ...refusal,
        message: refusal.message.endsWith('?')
          ? refusal.message
          : `${refusal.message}. Correct the keyword, or remove it`,
      })),
    ];
  const second = await secondOpinion(set);
  try {
    const judged = await Promise.all(
      values.claims.map(async ({ what, schema, value, at }): Promise<readonly Judged[]> => {
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
            cause: `${schema} ${first.reason}`,
          },
        ];
      }),
    );
    return [...strays, ...withoutCrowds(judged.flat())];
  } finally {
    second.close();
  }
}

/** `cause` is the same for values that the same part of the same schema refuses. */
interface Judged extends Refusal {
  readonly cause?: string;
}

/** As many values as this do not go wrong alike by themselves: the schema did. */
const crowd = 3;

/** Of a crowd of values that one schema refuses for one reason, the first, with the count. */
function withoutCrowds(judged: readonly Judged[]): Refusal[] {
  const byCause = new Map<string | Judged, Judged[]>();
  for (const each of judged) {
    const cause = each.cause ?? each;
    byCause.set(cause, [...(byCause.get(cause) ?? []), each]);
  }
  return [...byCause.values()].flatMap((alike) =>
    alike.length < crowd
      ? alike
      : alike.slice(0, 1).map((first) => ({
          ...first,
          message: first.message.replace(
            / Correct one of them$/,
            ` So are ${alike.length - 1} more. Correct the schema, or them`,
          ),
        })),
  );
}

function strayMembers(bundle: unknown, { schema, value, at }: Claim): Stray[] {
  return unlisted(bundle, schema, value).map(({ name, path }) => ({
    message: `no schema of this body lists the member \`${name}\``,
    at: `${at}${formatPointer(path)}`,
  }));
}

/** The same stray thing in many examples is one defect, most likely of the contract: reported once, with the count. */
function onceEach(strays: readonly Stray[]): Refusal[] {
  const byMessage = new Map<string, Stray[]>();
  for (const stray of strays) byMessage.set(stray.message, [...(byMessage.get(stray.message) ?? []), stray]);
  return [...byMessage].map(([message, [first, ...others]]) => ({
    rule: 'example-valid',
    message: `${message}${others.length > 0 ? ` (nor in ${others.length} other examples)` : ''}: correct the example, or describe it in the contract`,
    at: first?.at ?? '',
  }));
}
