// The small API that every story begins with, and the edits that stories are told in.
import type { Json } from '../../../src/gate/include/json.js';

/** A JSON Pointer and what stands there afterwards; `undefined` takes it away. Arrays take `-` for "at the end". */
export type Edit = readonly [pointer: string, value: unknown];

const json = (schema: string) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${schema}` } },
});

/** Version 1.0.0: agents that are spawned and listed, and an old memory that has seen better days. */
export const starter: Json = {
  openapi: '3.1.0',
  info: { title: 'Stories', version: '1.0.0' },
  servers: [{ url: 'https://stories.example/api' }],
  paths: {
    '/agents': {
      get: {
        operationId: 'listAgents',
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer' } },
          { name: 'sort', in: 'query', schema: { type: 'string' } },
        ],
        responses: {
          200: {
            description: 'a page',
            headers: { 'X-Total': { schema: { type: 'integer' } } },
            content: json('AgentList'),
          },
        },
      },
      post: {
        operationId: 'spawnAgent',
        requestBody: { required: true, content: json('SpawnAgentRequest') },
        responses: { 201: { description: 'spawned', content: json('Agent') } },
      },
    },
    '/memory/legacy': {
      get: { operationId: 'getLegacy', responses: { 200: { description: 'old', content: json('Legacy') } } },
    },
  },
  components: {
    schemas: {
      Agent: {
        type: 'object',
        required: ['id', 'name', 'status'],
        properties: {
          id: { type: 'string' },
          name: { type: 'string' },
          status: { enum: ['running', 'done'] },
          host: { type: 'string' },
        },
      },
      AgentList: {
        type: 'object',
        required: ['data'],
        properties: { data: { type: 'array', items: { $ref: '#/components/schemas/Agent' } } },
      },
      Legacy: { type: 'object', properties: { text: { type: 'string' } } },
      SpawnAgentRequest: {
        type: 'object',
        required: ['task'],
        additionalProperties: false,
        properties: {
          task: { type: 'string' },
          region: { enum: ['iad', 'fra', 'sin'] },
          note: { type: 'string' },
        },
      },
    },
  },
} as unknown as Json;

/** A copy of the document with the edits made, in order. A pointer that leads nowhere is a mistake in the story. */
export function edited(document: Json, edits: readonly Edit[]): Json {
  const copy = structuredClone(document);
  for (const [pointer, value] of edits) {
    const names = pointer
      .split('/')
      .slice(1)
      .map((name) => name.replace(/~1/g, '/').replace(/~0/g, '~'));
    const last = names.pop() ?? '';
    let holder: unknown = copy;
    for (const name of names) {
      holder =
        typeof holder === 'object' && holder !== null ? (holder as Record<string, unknown>)[name] : undefined;
    }
    if (typeof holder !== 'object' || holder === null)
      throw new Error(`the story edits ${pointer}, which leads nowhere`);
    if (Array.isArray(holder)) {
      if (last === '-') holder.push(value);
      else if (value === undefined) holder.splice(Number(last), 1);
      else holder[Number(last)] = value;
    } else if (value === undefined) {
      if (!Object.hasOwn(holder, last)) throw new Error(`the story removes ${pointer}, which is not there`);
      delete (holder as Record<string, unknown>)[last];
    } else (holder as Record<string, unknown>)[last] = value;
  }
  return copy;
}
