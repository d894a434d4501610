// `npm run new -- rule <id>`: writes all files of a new rule, or none.
import { planRule } from '../src/build/new-rule.js';
import { root } from '../src/build/project.js';
import { writeAll } from '../src/gate/release/writes.js';

const [kind, id, ...rest] = process.argv.slice(2);
if (kind !== 'rule' || id === undefined || rest.length > 0) {
  console.error('npm run new -- rule <id>   jettson-…: a rule of the house style; else a rule of the gate');
  process.exitCode = 3;
} else {
  const plan = await planRule(root, id);
  if (typeof plan === 'string') {
    console.error(plan);
    process.exitCode = 3;
  } else {
    await writeAll(root, plan);
    const tests = id.startsWith('jettson-') ? 'test/lint' : 'test/gate/rules';
    console.log(`${[...plan.keys()].join('\n')}\nFill them in until this is green: npx vitest run ${tests}`);
  }
}
