// `npm run promises`: the ledger of published promises: what keeps each, and what is open. The tests it names are run.
import { root } from '../src/build/project.js';
import { provePromises } from '../src/build/prove.js';

const { faults, counts, output } = await provePromises(root);
process.stderr.write(output);
for (const fault of faults) console.error(`${fault.file}:${fault.line}  ${fault.message}`);
console.log(`${counts.kept} kept, ${counts.open} open, ${counts.notApplicable} not applicable`);
process.exitCode = faults.length === 0 ? 0 : 1;
