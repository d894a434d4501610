// What the published pages say about statuses, written down by hand, so that nothing can leave the contract unnoticed:
// a status that is taken out of the contract leaves an empty cell here. The contract may document more.

/** Operation → the statuses that it must be able to answer. API overview, Status codes; Python SDK page; fact for each in the contract's provenance. */
export const publishedStatuses: Readonly<Record<string, readonly number[]>> = {
  spawnAgent: [201, 400, 401, 402, 429, 500, 503],
  listAgents: [200, 400, 401, 429, 500, 503],
  getAgent: [200, 401, 404, 429, 500, 503],
  cancelAgent: [200, 204, 401, 404, 429, 500, 503],
  putMemory: [201, 400, 401, 402, 429, 500, 503],
  getMemory: [200, 400, 401, 404, 429, 500, 503],
  deleteMemory: [204, 400, 401, 404, 429, 500, 503],
  searchMemory: [200, 400, 401, 429, 500, 503],
  listMemory: [200, 400, 401, 429, 500, 503],
  listMemoryNamespaces: [200, 401, 429, 500, 503],
  dedupeMemory: [200, 400, 401, 429, 500, 503],
  consolidateMemory: [200, 400, 401, 402, 429, 500, 503],
  exportMemory: [200, 401, 429, 500, 503],
  importMemory: [200, 400, 401, 402, 429, 500, 503],
};

/** Members of a request body whose fault has a code of its own. */
export const codesOfMembers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  spawnAgent: { task: 'invalid_task' },
  putMemory: { key: 'invalid_key', value: 'invalid_value' },
};
