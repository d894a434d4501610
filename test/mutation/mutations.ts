// Edits of the contract, breaking and additive, as a person might make them. What each touches is named, so that the checks
// need not look at the rest.
import type { ContractDocument, OperationNode, SchemaNode } from '../contract/document.js';

export interface Mutation {
  readonly name: string;
  /** Operations that the edit reaches. */
  readonly touches: readonly string[];
  edit(document: ContractDocument): void;
}

function schema(
  document: ContractDocument,
  name: string,
): SchemaNode & { properties: Record<string, SchemaNode>; required: string[] } {
  const found = document.components.schemas[name];
  if (!found) throw new Error(`the contract has no ${name}`);
  return found as SchemaNode & { properties: Record<string, SchemaNode>; required: string[] };
}

function property(document: ContractDocument, name: string, member: string): SchemaNode {
  const found = schema(document, name).properties[member];
  if (!found) throw new Error(`${name} has no ${member}`);
  return found;
}

function operation(document: ContractDocument, path: string, method: string): OperationNode {
  const found = document.paths[path]?.[method];
  if (!found) throw new Error(`the contract has no ${method} ${path}`);
  return found;
}

function parameter(document: ContractDocument, path: string, method: string, name: string) {
  const found = operation(document, path, method).parameters?.find((one) => one.name === name);
  if (!found) throw new Error(`${method} ${path} has no ${name}`);
  return found;
}

function without(list: string[], value: string): string[] {
  if (!list.includes(value)) throw new Error(`${value} is not listed`);
  return list.filter((one) => one !== value);
}

function closedEnum(document: ContractDocument, name: string): void {
  const open = schema(document, name);
  const [listed] = open['anyOf'] as SchemaNode[];
  delete open['anyOf'];
  Object.assign(open, listed);
}

const published = { 'x-provenance': 'published' };

export const breaking: readonly Mutation[] = [
  {
    name: 'an operation is removed',
    touches: ['cancelAgent'],
    edit: (d) => void delete d.paths['/agents/{agent_id}']?.['delete'],
  },
  {
    name: 'a path is renamed',
    touches: ['listMemoryNamespaces'],
    edit(d) {
      const { '/memory/namespaces': item, ...rest } = d.paths;
      if (!item) throw new Error('no /memory/namespaces');
      d.paths = { ...rest, '/memory/spaces': item };
    },
  },
  {
    name: 'a method changes',
    touches: ['consolidateMemory'],
    edit(d) {
      const item = d.paths['/memory/consolidate'];
      if (!item?.['post']) throw new Error('no consolidate');
      item['put'] = item['post'];
      delete item['post'];
    },
  },
  {
    name: 'the base path changes',
    touches: ['listAgents'],
    edit(d) {
      d.servers = [{ ...d.servers[0], url: 'https://jettson.dev/api/v2' }];
    },
  },
  {
    name: 'a success status is removed',
    touches: ['cancelAgent'],
    edit: (d) => void delete operation(d, '/agents/{agent_id}', 'delete').responses['204'],
  },
  {
    name: 'a success answers with another status',
    touches: ['putMemory'],
    edit(d) {
      const { responses } = operation(d, '/memory', 'post');
      const created = responses['201'];
      if (!created) throw new Error('no 201');
      responses['200'] = created;
      delete responses['201'];
    },
  },
  {
    name: 'an error status is removed',
    touches: ['getMemory'],
    edit: (d) => void delete operation(d, '/memory', 'get').responses['404'],
  },
  {
    name: 'Retry-After is removed',
    touches: ['listAgents'],
    edit: (d) => void delete operation(d, '/agents', 'get').responses['429']?.headers,
  },
  {
    name: 'a request member becomes required',
    touches: ['spawnAgent'],
    edit: (d) => void schema(d, 'SpawnAgentRequest').required.push('region'),
  },
  {
    name: 'a request member is removed',
    touches: ['putMemory'],
    edit: (d) => void delete schema(d, 'MemoryInput').properties['importance'],
  },
  {
    name: 'a request member changes its type',
    touches: ['putMemory'],
    edit: (d) => void Object.assign(property(d, 'MemoryInput', 'importance'), { type: 'string' }),
  },
  {
    name: 'a longest length shrinks',
    touches: ['spawnAgent'],
    edit: (d) => void Object.assign(property(d, 'SpawnAgentRequest', 'task'), { maxLength: 2000 }),
  },
  {
    name: 'a request value is no longer allowed',
    touches: ['spawnAgent'],
    edit: (d) => void Object.assign(schema(d, 'Region'), { enum: ['iad', 'lhr'] }),
  },
  {
    name: 'a request header is removed',
    touches: ['spawnAgent'],
    edit: (d) => void delete operation(d, '/agents', 'post').parameters,
  },
  {
    name: 'an optional parameter becomes required',
    touches: ['listAgents'],
    edit: (d) => void Object.assign(parameter(d, '/agents', 'get', 'limit'), { required: true }),
  },
  {
    name: 'a parameter is renamed',
    touches: ['listAgents'],
    edit: (d) => void Object.assign(parameter(d, '/agents', 'get', 'cursor'), { name: 'after' }),
  },
  {
    name: 'a parameter is written otherwise',
    touches: ['listMemory'],
    edit: (d) => void Object.assign(parameter(d, '/memory/list', 'get', 'tags'), { explode: true }),
  },
  {
    name: 'a default changes',
    touches: ['listAgents'],
    edit: (d) => void Object.assign(parameter(d, '/agents', 'get', 'limit').schema, { default: 50 }),
  },
  {
    name: 'a response member is removed',
    touches: ['getAgent'],
    edit: (d) => void delete schema(d, 'Agent').properties['final_result'],
  },
  {
    name: 'a response member is no longer sure',
    touches: ['getAgent'],
    edit(d) {
      schema(d, 'Agent').required = without(schema(d, 'Agent').required, 'status');
    },
  },
  {
    name: 'a response member changes its type',
    touches: ['getAgent'],
    edit: (d) => void Object.assign(property(d, 'Agent', 'created_at'), { type: 'integer', format: 'int64' }),
  },
  {
    name: 'a response member may be null',
    touches: ['getMemory'],
    edit: (d) => void Object.assign(property(d, 'Memory', 'value'), { type: ['string', 'null'] }),
  },
  {
    name: 'a response is closed',
    touches: ['getAgent'],
    edit: (d) => void Object.assign(schema(d, 'Agent'), { additionalProperties: false }),
  },
  { name: 'an open enum is closed', touches: ['getAgent'], edit: (d) => closedEnum(d, 'AgentStatus') },
  {
    name: 'errors are no longer wrapped',
    touches: ['getAgent'],
    edit: (d) =>
      void Object.assign(d.components.schemas, {
        ErrorEnvelope: schema(d, 'ErrorEnvelope').properties['error'],
      }),
  },
  {
    name: 'the page envelope changes',
    touches: ['listAgents'],
    edit: (d) =>
      void Object.assign(
        operation(d, '/agents', 'get').responses['200']?.content?.['application/json'] ?? {},
        { schema: { type: 'array', items: { $ref: '#/components/schemas/Agent' } } },
      ),
  },
];

export const additive: readonly Mutation[] = [
  {
    name: 'a response member is added',
    touches: ['getAgent'],
    edit: (d) =>
      void Object.assign(schema(d, 'Agent').properties, {
        cost_cents: {
          type: ['integer', 'null'],
          description: 'What the run has cost so far, in cents.',
          ...published,
        },
      }),
  },
  {
    name: 'an optional request member is added',
    touches: ['spawnAgent'],
    edit: (d) =>
      void Object.assign(schema(d, 'SpawnAgentRequest').properties, {
        priority: {
          type: 'integer',
          minimum: 1,
          maximum: 5,
          description: 'How urgent the task is, 5 at most.',
          ...published,
        },
      }),
  },
  {
    name: 'an optional parameter is added',
    touches: ['listMemory'],
    edit: (d) =>
      void operation(d, '/memory/list', 'get').parameters?.push({
        name: 'source',
        in: 'query',
        required: false,
        description: 'Only memories of this source.',
        schema: { type: 'string', minLength: 1, maxLength: 64 },
        ...published,
      } as never),
  },
  {
    name: 'a longest length grows',
    touches: ['spawnAgent'],
    edit: (d) => void Object.assign(property(d, 'SpawnAgentRequest', 'task'), { maxLength: 8000 }),
  },
  {
    name: 'a request value is added',
    touches: ['spawnAgent'],
    edit: (d) =>
      void Object.assign(schema(d, 'Region'), {
        enum: ['iad', 'lhr', 'syd', 'fra'],
        description: `${schema(d, 'Region')['description']} \`fra\` is Frankfurt.`,
      }),
  },
  {
    name: 'a response value is added to an open enum',
    touches: ['getAgent'],
    edit(d) {
      const status = schema(d, 'AgentStatus');
      const [listed] = status['anyOf'] as { enum: string[]; description?: string }[];
      listed?.enum.push('paused');
      status['description'] = `${status['description']} \`paused\` waits for its owner.`;
    },
  },
  {
    name: 'an operation is added',
    touches: ['getMemory', 'getNote'],
    edit(d) {
      const item = structuredClone(d.paths['/memory']);
      if (!item?.['get']) throw new Error('no getMemory');
      d.paths['/notes'] = { get: { ...item['get'], operationId: 'getNote' } };
    },
  },
  {
    name: 'an example is added',
    touches: ['getAgent'],
    edit(d) {
      const examples = operation(d, '/agents/{agent_id}', 'get').responses['200']?.content?.[
        'application/json'
      ]?.examples;
      if (!examples?.['running']) throw new Error('no example of a running agent');
      examples['running-elsewhere'] = { ...examples['running'] };
    },
  },
  {
    name: 'a description changes',
    touches: ['getAgent'],
    edit: (d) => void Object.assign(property(d, 'Agent', 'name'), { description: 'The name, for people.' }),
  },
];
