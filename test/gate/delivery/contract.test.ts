// The gate is an ordinary test: the contract of this work tree against the last release, with policy and waivers.
import { performance } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { root } from '../../../src/build/project.js';
import { contractRepository } from '../../../src/build/repository.js';
import { gateAgainstLastRelease } from '../../../src/gate/folder.js';
import { standing } from '../../../src/gate/report/verdict.js';

test('the contract may be merged: nothing blocks, nothing is stale, nothing is unreadable', async () => {
  const outcome = await gateAgainstLastRelease({ cwd: root, ...(await contractRepository(root)) });
  const blocks = (outcome.report?.findings ?? []).filter((finding) => standing(finding) === 'blocks');
  expect(blocks.map(({ rule, message, head }) => `${head?.file}:${head?.line} ${rule}: ${message}`)).toEqual(
    [],
  );
  expect(outcome.problems.map(({ file, line, message }) => `${file}:${line} ${message}`)).toEqual([]);
  expect(outcome.exitCode).toBe(0);
});

test('the canary: the same contract with a new required property is blocked, at the line it was written', async () => {
  const repository = await contractRepository(root);
  const document = structuredClone(repository.head.document);
  document.components.schemas.SpawnAgentRequest.required.push('name');
  const started = performance.now();
  const outcome = await gateAgainstLastRelease({
    cwd: root,
    ...repository,
    head: { ...repository.head, document },
    more: [],
  });
  const tookMs = performance.now() - started;
  expect(outcome.exitCode).toBe(1);
  const [finding] = outcome.report?.findings ?? [];
  expect(finding).toMatchObject({
    rule: 'property-required',
    level: 'breaking',
    operations: ['spawnAgent'],
    methods: ['agents.run', 'agents.spawn'],
  });
  expect(finding?.head?.file).toBe('openapi/components/schemas/SpawnAgentRequest.yaml');
  expect(finding?.witness?.text).toContain('POST ');
  expect(tookMs).toBeLessThan(10_000); // a hang, not a slow machine; npm run check prints the figure
});
