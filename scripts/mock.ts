// `npm run mock`: the mock of the contract as it stands in generated/.
import { mockCommand } from '../src/mock/command.js';

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort());
const { stdout, stderr, env } = process;
process.exitCode = await mockCommand(process.argv.slice(2), { stdout, stderr, env, signal: ending.signal });
