// The samples of the guides: written by hand, run by the tests like all others. Each needs the operations it calls.
import type { Samples } from '../fragments/sample.js';

export interface GuideSample {
  readonly needs: readonly string[];
  readonly samples: (server: string) => Samples;
}

const typescriptSetUp =
  "import { Jettson } from '@jettson/api';\n\n// The key is in JETTSON_API_KEY.\nconst jettson = new Jettson();\n";
const pythonSetUp =
  'import os\nfrom jettson import Jettson\n\nclient = Jettson(api_key=os.environ["JETTSON_API_KEY"])\n';
const task = 'Browse https://news.ycombinator.com and return the top story title.';

export const quickstart: GuideSample = {
  needs: ['spawnAgent', 'getAgent'],
  samples: (server) => ({
    typescript: `${typescriptSetUp}
const agent = await jettson.agents.run({
  task: '${task}',
});
console.log(agent.status, agent.final_result);`,
    curl: `curl ${server}/agents \\
  -H "Authorization: Bearer $JETTSON_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"task": "${task}"}'

# then, with the agent_id of that answer, until status is completed, error or stopped
curl ${server}/agents/ag_7Qm2xKd9RfTz4LwVb8HcN \\
  -H "Authorization: Bearer $JETTSON_API_KEY"`,
    python: `${pythonSetUp}
agent = client.agents.spawn(
    task="${task}",
)
result = client.agents.wait(agent.agent_id)
print(result.status, result.final_result)`,
  }),
};

export const authentication: GuideSample = {
  needs: ['listAgents'],
  samples: (server) => ({
    typescript: `import { Jettson } from '@jettson/api';

const jettson = new Jettson({
  apiKey: process.env['JETTSON_API_KEY'] ?? '', // the default
});
const page = await jettson.agents.list();
console.log(page.data.length);`,
    curl: `curl ${server}/agents \\
  -H "Authorization: Bearer $JETTSON_API_KEY"`,
    python: `${pythonSetUp}
page = client.agents.list()
print(len(page.data))`,
  }),
};

export const pagination: GuideSample = {
  needs: ['listAgents'],
  samples: (server) => ({
    typescript: `${typescriptSetUp}
for await (const agent of jettson.agents.list({ limit: 50 })) {
  console.log(agent.agent_id, agent.status);
  if (agent.status === 'running') break; // fetches nothing more
}`,
    curl: `curl '${server}/agents?limit=50' \\
  -H "Authorization: Bearer $JETTSON_API_KEY"

# then, with the next_cursor of that answer as cursor, until it is null
curl '${server}/agents?limit=50&cursor=NEXT_CURSOR' \\
  -H "Authorization: Bearer $JETTSON_API_KEY"`,
    python: `${pythonSetUp}
cursor = None
while True:
    page = client.agents.list(limit=50, cursor=cursor)
    for agent in page.data:
        print(agent.agent_id, agent.status)
    cursor = page.next_cursor
    if not cursor:
        break`,
  }),
};

export const errors: GuideSample = {
  needs: ['spawnAgent'],
  samples: (server) => ({
    typescript: `import { isJettsonError, Jettson } from '@jettson/api';

// The key is in JETTSON_API_KEY.
const jettson = new Jettson();

try {
  await jettson.agents.spawn({ task: 'Summarise our blog.' });
} catch (error) {
  if (isJettsonError(error, 'rate_limited')) {
    console.log('Again in', error.retryAfterSeconds);
  } else if (isJettsonError(error)) {
    console.log(error.name, error.message);
  } else throw error;
}`,
    curl: `curl -i ${server}/agents \\
  -H "Authorization: Bearer $JETTSON_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"task": "Summarise our blog."}'`,
    python: `import os
from jettson import Jettson, JettsonQuotaExceededError, JettsonRateLimitError

client = Jettson(api_key=os.environ["JETTSON_API_KEY"])

try:
    client.agents.spawn(task="Summarise our blog.")
except JettsonRateLimitError as err:
    print(f"again in {err.retry_after_seconds} s")
except JettsonQuotaExceededError as err:
    print(f"{err.used} of {err.limit} used on {err.plan}")`,
  }),
};
