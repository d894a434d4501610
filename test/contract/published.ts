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

/** A request that the published pages show or allow by a limit they state; it must always be accepted. */
export interface PublishedRequest {
  readonly operation: string;
  readonly says: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** From the published base URL on. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The base URL that both pages publish. */
export const publishedBaseUrl = 'https://jettson.dev/api/v1';

const task = 'Browse https://news.ycombinator.com and return the top story title.';
const memory = { key: 'brand_color', value: '#FF5733', namespace: 'user_profile' };
const spawn = (says: string, body: object, headers = {}): PublishedRequest => ({
  operation: 'spawnAgent',
  says,
  method: 'POST',
  target: '/agents',
  headers,
  body,
});
const put = (says: string, body: object): PublishedRequest => ({
  operation: 'putMemory',
  says,
  method: 'POST',
  target: '/memory',
  body: { ...memory, ...body },
});
const search = (says: string, body: object): PublishedRequest => ({
  operation: 'searchMemory',
  says,
  method: 'POST',
  target: '/memory/search',
  body: { query: 'what color is the brand?', ...body },
});
const list = (says: string, query: string): PublishedRequest => ({
  operation: 'listAgents',
  says,
  method: 'GET',
  target: `/agents${query}`,
});

/** The published requests, each at the edge of what is published about it. */
export const publishedRequests: readonly PublishedRequest[] = [
  spawn('a task alone', { task }),
  spawn('the longest task, 4,000 characters', { task: 'x'.repeat(4000) }),
  spawn(
    'a name and an idempotency key',
    { task, name: 'research-run-001' },
    { 'x-idempotency-key': 'spawn:abc:1' },
  ),
  ...['iad', 'lhr', 'syd'].map((region) => spawn(`the region ${region}`, { task, region })),
  spawn('free metadata, the region in it', {
    task,
    metadata: { region: 'syd', ticket: 'OPS-17', deep: { er: [1, null] } },
  }),
  list('no parameters', ''),
  list('the page’s limit', '?limit=50'),
  list('the largest limit', '?limit=100'),
  list('a cursor', '?limit=50&cursor=opaque'),
  { operation: 'getAgent', says: 'an id', method: 'GET', target: '/agents/ag_x' },
  { operation: 'cancelAgent', says: 'an id', method: 'DELETE', target: '/agents/ag_x' },
  put('key and value alone', { namespace: undefined }),
  put('every member', { tags: ['brand'], importance: 8, expires_in_days: 90 }),
  put('the longest value, 5,000 characters', { value: 'x'.repeat(5000) }),
  put('20 tags of 50 characters', {
    tags: Array.from({ length: 20 }, (_, index) => String(index).padStart(50, 't')),
  }),
  ...[1, 10].map((importance) => put(`importance ${importance}`, { importance })),
  { operation: 'getMemory', says: 'a key alone', method: 'GET', target: '/memory?key=brand_color' },
  {
    operation: 'getMemory',
    says: 'key and namespace',
    method: 'GET',
    target: '/memory?key=brand_color&namespace=user_profile',
  },
  { operation: 'deleteMemory', says: 'hard', method: 'DELETE', target: '/memory?key=brand_color&hard=true' },
  search('a query alone', {}),
  ...['hybrid', 'semantic', 'keyword'].map((mode) =>
    search(`the mode ${mode}`, { mode, namespace: 'user_profile', min_score: 0.4 }),
  ),
  search('the largest limit', { limit: 50, tags: ['brand'] }),
  { operation: 'listMemory', says: 'no parameters', method: 'GET', target: '/memory/list' },
  {
    operation: 'listMemory',
    says: 'tags in one parameter, the comma escaped',
    method: 'GET',
    target: '/memory/list?namespace=user_profile&tags=brand%2Ctypography&limit=20',
  },
  { operation: 'listMemoryNamespaces', says: 'no parameters', method: 'GET', target: '/memory/namespaces' },
  {
    operation: 'dedupeMemory',
    says: 'as the SDK sends it',
    method: 'POST',
    target: '/memory/dedupe',
    body: { dry_run: false },
  },
  {
    operation: 'dedupeMemory',
    says: 'every member',
    method: 'POST',
    target: '/memory/dedupe',
    body: { dry_run: true, namespace: 'n', threshold: 0.95 },
  },
  {
    operation: 'consolidateMemory',
    says: 'an empty object',
    method: 'POST',
    target: '/memory/consolidate',
    body: {},
  },
  {
    operation: 'consolidateMemory',
    says: 'every member',
    method: 'POST',
    target: '/memory/consolidate',
    body: { namespace: 'n', min_cluster_size: 2, threshold: 0.8 },
  },
  { operation: 'exportMemory', says: 'no parameters', method: 'GET', target: '/memory/export' },
  {
    operation: 'importMemory',
    says: 'the page’s list',
    method: 'POST',
    target: '/memory/import',
    body: { memories: [memory] },
  },
];
