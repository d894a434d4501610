// How the two SDKs call each operation. An operation that is not here is shown through their generic request.

/** What a wrapper takes: the parts of the request, in the order of its arguments. */
export type Arguments =
  | 'nothing'
  /** One object or keyword list: the body, and the idempotency key. */
  | 'body'
  | 'query'
  /** The one path parameter. */
  | 'path'
  /** The query parameter `key`, then the others. */
  | 'key'
  /** The one array in the body. */
  | 'items';

export interface Wrapper {
  readonly typescript: string;
  readonly python: string;
  readonly takes: Arguments;
  /** What the answer is called; undefined for a call that answers nothing. */
  readonly answer: string | undefined;
  /** Lines after the call, in which `answer` is known. */
  readonly afterTypescript: readonly string[];
  readonly afterPython: readonly string[];
  /** Keywords that Python spells differently from the wire. */
  readonly pythonNames?: Readonly<Record<string, string>>;
}

const agentLines = {
  afterTypescript: ['console.log(agent.agent_id, agent.status);'],
  afterPython: ['print(agent.agent_id, agent.status)'],
};

/** By operation id. */
export const wrappers: Readonly<Record<string, Wrapper>> = {
  spawnAgent: {
    typescript: 'agents.spawn',
    python: 'agents.spawn',
    takes: 'body',
    answer: 'agent',
    ...agentLines,
  },
  listAgents: {
    typescript: 'agents.list',
    python: 'agents.list',
    takes: 'query',
    answer: 'page',
    afterTypescript: [
      'for (const agent of page.data) {',
      '  console.log(agent.agent_id, agent.status);',
      '}',
      'console.log(page.next_cursor); // next page',
    ],
    afterPython: [
      'for agent in page.data:',
      '    print(agent.agent_id, agent.status)',
      'print(page.next_cursor)  # next page',
    ],
  },
  getAgent: {
    typescript: 'agents.get',
    python: 'agents.get',
    takes: 'path',
    answer: 'agent',
    afterTypescript: ['console.log(agent.status, agent.final_result);'],
    afterPython: ['print(agent.status, agent.final_result)'],
  },
  cancelAgent: {
    typescript: 'agents.cancel',
    python: 'agents.cancel',
    takes: 'path',
    answer: undefined,
    afterTypescript: [],
    afterPython: [],
  },
  putMemory: {
    typescript: 'memory.put',
    python: 'memory.put',
    takes: 'body',
    answer: 'memory',
    afterTypescript: ['console.log(memory.memory_id);'],
    afterPython: ['print(memory.memory_id)'],
  },
  getMemory: {
    typescript: 'memory.get',
    python: 'memory.get',
    takes: 'key',
    answer: 'memory',
    afterTypescript: ["console.log(memory ? memory.value : 'nothing under this key');"],
    afterPython: ['if memory:', '    print(memory.value)'],
  },
  deleteMemory: {
    typescript: 'memory.delete',
    python: 'memory.delete',
    takes: 'key',
    answer: undefined,
    afterTypescript: [],
    afterPython: [],
    pythonNames: { hard: 'hard_delete' },
  },
  searchMemory: {
    typescript: 'memory.search',
    python: 'memory.search',
    takes: 'body',
    answer: 'results',
    afterTypescript: [
      'for (const { key, value, score } of results) {',
      '  console.log(key, value, score);',
      '}',
    ],
    afterPython: ['for result in results:', '    print(result.key, result.value, result.score)'],
  },
  listMemory: {
    typescript: 'memory.list',
    python: 'memory.list',
    takes: 'query',
    answer: 'memories',
    afterTypescript: ['for (const { key, value } of memories) {', '  console.log(key, value);', '}'],
    afterPython: ['for memory in memories:', '    print(memory.key, memory.value)'],
  },
  listMemoryNamespaces: {
    typescript: 'memory.namespaces',
    python: 'memory.namespaces',
    takes: 'nothing',
    answer: 'namespaces',
    afterTypescript: [
      'for (const { namespace, count } of namespaces) {',
      '  console.log(namespace, count);',
      '}',
    ],
    afterPython: ['for entry in namespaces:', '    print(entry.namespace, entry.count)'],
  },
  dedupeMemory: {
    typescript: 'memory.dedupe',
    python: 'memory.dedupe',
    takes: 'body',
    answer: 'result',
    afterTypescript: ['console.log(result.removed, result.kept);'],
    afterPython: ['print(result.removed, result.kept)'],
    pythonNames: { threshold: 'similarity_threshold' },
  },
  consolidateMemory: {
    typescript: 'memory.consolidate',
    python: 'memory.consolidate',
    takes: 'body',
    answer: 'result',
    afterTypescript: ['console.log(result.consolidated, result.new_summaries);'],
    afterPython: ['print(result.consolidated, result.new_summaries)'],
  },
  exportMemory: {
    typescript: 'memory.export',
    python: 'memory.export',
    takes: 'nothing',
    answer: 'archive',
    afterTypescript: ['console.log(archive.count, archive.memories);'],
    afterPython: ['print(archive["count"])'],
  },
  importMemory: {
    typescript: 'memory.import',
    python: 'memory.import_',
    takes: 'items',
    answer: 'report',
    afterTypescript: ['console.log(report.imported, report.failed, report.errors);'],
    afterPython: ['print(report.imported, report.failed)'],
  },
};

/** The wrapper of an operation; undefined for one that the SDKs do not know by name. */
export function wrapperOf(operationId: string): Wrapper | undefined {
  return Object.hasOwn(wrappers, operationId) ? wrappers[operationId] : undefined;
}
