// How the gate asks V8 to treat a process that does one run and ends. Set by the programs, never by the library.
import { setFlagsFromString } from 'node:v8';

/**
 * By Node's major version: functions are optimised after ten times as much use as V8 has by default. A run lasts two seconds,
 * and half of its CPU time went into code that was ready when nobody needed it any more (`npm run bench -- gate`);
 * what a large document keeps busy is optimised all the same. Other versions keep V8's own choice: the names are theirs.
 */
export const shortRunFlags: Readonly<Record<string, string>> = {
  20: '--interrupt-budget=1000000',
  22: '--invocation-count-for-turbofan=30000',
  24: '--invocation-count-for-turbofan=30000',
};

/** For a process that does nothing but one run. */
export function expectShortRun(version: string = process.versions.node): void {
  const flag = shortRunFlags[version.split('.')[0] ?? ''];
  if (flag !== undefined) setFlagsFromString(flag);
}
