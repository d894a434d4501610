// `npm run promises`: the ledger of published promises: what keeps each, and what is open.
import { root } from '../src/build/project.js';
import { checkPromises } from '../src/build/promises.js';
import { completeReport, passedTitles } from '../src/build/tests.js';

const { faults, counts } = await checkPromises(root, await passedTitles(completeReport));
for (const fault of faults) console.error(`${fault.file}:${fault.line}  ${fault.message}`);
console.log(`${counts.kept} kept, ${counts.open} open, ${counts.notApplicable} not applicable`);
process.exitCode = faults.length === 0 ? 0 : 1;
