// `npm test`: every test, and one plain closing line.
import { runTests } from '../src/build/tests.js';

const result = await runTests(process.argv.slice(2));
console.log(`${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`);
process.exitCode = result.exitCode;
