// `npm test [part of a path …]`: every test, then the promises that rest on them, and one plain closing line.
import { root } from '../src/build/project.js';
import { checkPromises } from '../src/build/promises.js';
import { completeReport, passedTitles, runTests } from '../src/build/tests.js';

const filters = process.argv.slice(2);
const complete = filters.length === 0;
const result = await runTests({
  filters,
  report: complete ? completeReport : 'some-tests.json',
  quiet: false,
});
let broken = 0;
if (complete && result.exitCode === 0) {
  const { faults, counts } = await checkPromises(root, (await passedTitles(completeReport)) ?? new Set());
  for (const fault of faults) console.error(`${fault.file}:${fault.line}  ${fault.message}`);
  console.log(`promises: ${counts.kept} kept, ${counts.open} open, ${counts.notApplicable} not applicable`);
  broken = faults.length;
}
console.log(`${result.passed} passed, ${result.failed + broken} failed, ${result.skipped} skipped`);
process.exitCode = broken > 0 ? 1 : result.exitCode;
