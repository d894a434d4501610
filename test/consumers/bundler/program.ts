// What an application behind a bundler does: types by bundler resolution, code bundled into one file.
import { type AgentStatus, type ErrorCodesOf, Jettson, JettsonError, type Unknown } from '@jettson/api';
import type { Agent } from '@jettson/api/types';

export function words(status: AgentStatus): string {
  switch (status) {
    case 'spawning':
    case 'running':
    case 'idle':
      return 'busy';
    case 'completed':
    case 'error':
    case 'stopped':
      return 'over';
    default:
      return `unknown: ${status satisfies Unknown<AgentStatus>}`;
  }
}

const code: ErrorCodesOf<'getAgent'> = 'not_found';
const answer = {
  agent_id: 'ag_1',
  name: 'n',
  status: 'running',
  task: null,
  model: 'm',
  created_at: '',
} satisfies Agent;
const client = new Jettson({
  apiKey: 'jett_sk_test_consumer',
  fetch: async () => new Response(JSON.stringify(answer), { status: 200 }),
});
const agent = await client.agents.get('ag_1');
console.log(JSON.stringify([words(agent.status), code, new JettsonError('x').name]));
