// For runtimes with a command line: the origin comes as an argument, the result goes to standard output.
import { run } from './hazards.mjs';

const args = globalThis.Deno ? globalThis.Deno.args : process.argv.slice(2);
console.log(JSON.stringify(await run(args[0])));
