// How V8 is asked to treat a process that does one run and ends. Set by programs, never by the library. Plain JavaScript,
// because scripts/run.js loads it before anything is compiled.
import { setFlagsFromString } from 'node:v8';

/**
 * By Node's major version: functions are optimised after ten to twenty times as much use as V8 has by default. A run lasts
 * two seconds, and up to half of its CPU time went into code that was ready when nobody needed it any more
 * (`npm run bench -- gate`); what a large document keeps busy is optimised all the same. Other versions keep V8's own
 * choice: the names are theirs.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const shortRunFlags = {
  20: ['--interrupt-budget=1000000'],
  22: ['--invocation-count-for-turbofan=30000'],
  24: ['--invocation-count-for-turbofan=30000', '--invocation-count-for-maglev=4000'],
};

/** For a process that does nothing but one run. */
export function expectShortRun() {
  for (const flag of shortRunFlags[process.versions.node.split('.')[0] ?? ''] ?? []) setFlagsFromString(flag);
}
