// Generated from openapi/ by `npm run build`. Do not edit: change the contract.

/** One operation of the contract. */
export interface Operation {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH';
  /** Path template, below the server's base path. */
  readonly path: string;
  readonly tag: string;
  /** Documented 2xx statuses. */
  readonly success: readonly number[];
  /** True when it takes a cursor and answers `{ data, next_cursor }`. */
  readonly paginated: boolean;
  /** True when a repeat is harmless: by its method (RFC 9110 §9.2.2), or by an idempotency key. */
  readonly idempotent: boolean;
  /** Header that carries the idempotency key, where there is one. */
  readonly idempotencyHeader?: string;
  /** Known error codes by status. */
  readonly errors: Readonly<Record<number, readonly string[]>>;
}

/** Base URL of the API. */
export const server = "https://jettson.dev/api/v1";

/** Every operation, by operation id. */
export const operations = {
  spawnAgent: {
    method: "POST",
    path: "/agents",
    tag: "agents",
    success: [201],
    paginated: false,
    idempotent: true,
    idempotencyHeader: "X-Idempotency-Key",
    errors: {
      400: ["invalid_body", "invalid_task"],
      401: ["invalid_api_key"],
      402: ["monthly_quota_exceeded"],
      429: ["concurrent_limit_reached", "rate_limited"],
      500: ["internal_error"],
      503: ["provider_unavailable"]
    }
  },
  listAgents: {
    method: "GET",
    path: "/agents",
    tag: "agents",
    success: [200],
    paginated: true,
    idempotent: true,
    errors: {
      400: ["invalid_query"],
      401: ["invalid_api_key"],
      429: ["rate_limited"],
      500: ["internal_error"],
      503: ["provider_unavailable"]
    }
  },
  getAgent: {
    method: "GET",
    path: "/agents/{agent_id}",
    tag: "agents",
    success: [200],
    paginated: false,
    idempotent: true,
    errors: {
      401: ["invalid_api_key"],
      404: ["not_found"],
      429: ["rate_limited"],
      500: ["internal_error"],
      503: ["provider_unavailable"]
    }
  },
  cancelAgent: {
    method: "DELETE",
    path: "/agents/{agent_id}",
    tag: "agents",
    success: [200, 204],
    paginated: false,
    idempotent: true,
    errors: {
      401: ["invalid_api_key"],
      404: ["not_found"],
      429: ["rate_limited"],
      500: ["internal_error"],
      503: ["provider_unavailable"]
    }
  },
  putMemory: {
    method: "POST",
    path: "/memory",
    tag: "memory",
    success: [201],
    paginated: false,
    idempotent: false,
    errors: {
      400: ["invalid_body", "invalid_key", "invalid_value"],
      401: ["invalid_api_key"],
      402: ["memory_quota_exceeded"],
      429: ["rate_limited"],
      500: ["internal_error"],
      503: ["provider_unavailable"]
    }
  },
  getMemory: {
    method: "GET",
    path: "/memory",
    tag: "memory",
    success: [200],
    paginated: false,
    idempotent: true,
    errors: {
      400: ["invalid_query"],
      401: ["invalid_api_key"],
      404: ["not_found"],
      429: ["rate_limited"],
      500: ["internal_error"],
      503: ["provider_unavailable"]
    }
  },
  deleteMemory: {
    method: "DELETE",
    path: "/memory",
    tag: "memory",
    success: [204],
    paginated: false,
    idempotent: true,
    errors: {
      400: ["invalid_query"],
      401: ["invalid_api_key"],
      404: ["not_found"],
      429: ["rate_limited"],
      500: ["internal_error"],
      503: ["provider_unavailable"]
    }
  },
  searchMemory: {
    method: "POST",
    path: "/memory/search",
    tag: "memory",
    success: [200],
    paginated: false,
    idempotent: false,
    errors: {
      400: ["invalid_body"],
      401: ["invalid_api_key"],
      429: ["rate_limited"],
      500: ["internal_error"],
      503: ["provider_unavailable"]
    }
  },
  listMemory: {
    method: "GET",
    path: "/memory/list",
    tag: "memory",
    success: [200],
    paginated: false,
    idempotent: true,
    errors: {
      400: ["invalid_query"],
      401: ["invalid_api_key"],
      429: ["rate_limited"],
      500: ["internal_error"],
      503: ["provider_unavailable"]
    }
  },
  listMemoryNamespaces: {
    method: "GET",
    path: "/memory/namespaces",
    tag: "memory",
    success: [200],
    paginated: false,
    idempotent: true,
    errors: {
      401: ["invalid_api_key"],
      429: ["rate_limited"],
      500: ["internal_error"],
      503: ["provider_unavailable"]
    }
  },
  dedupeMemory: {
    method: "POST",
    path: "/memory/dedupe",
    tag: "memory",
    success: [200],
    paginated: false,
    idempotent: false,
    errors: {
      400: ["invalid_body"],
      401: ["invalid_api_key"],
      429: ["rate_limited"],
      500: ["internal_error"],
      503: ["provider_unavailable"]
    }
  },
  consolidateMemory: {
    method: "POST",
    path: "/memory/consolidate",
    tag: "memory",
    success: [200],
    paginated: false,
    idempotent: false,
    errors: {
      400: ["invalid_body"],
      401: ["invalid_api_key"],
      402: ["memory_quota_exceeded"],
      429: ["rate_limited"],
      500: ["internal_error"],
      503: ["provider_unavailable"]
    }
  },
  exportMemory: {
    method: "GET",
    path: "/memory/export",
    tag: "memory",
    success: [200],
    paginated: false,
    idempotent: true,
    errors: {
      401: ["invalid_api_key"],
      429: ["rate_limited"],
      500: ["internal_error"],
      503: ["provider_unavailable"]
    }
  },
  importMemory: {
    method: "POST",
    path: "/memory/import",
    tag: "memory",
    success: [200],
    paginated: false,
    idempotent: false,
    errors: {
      400: ["invalid_body"],
      401: ["invalid_api_key"],
      402: ["memory_quota_exceeded"],
      429: ["rate_limited"],
      500: ["internal_error"],
      503: ["provider_unavailable"]
    }
  },
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;

/** Method and path template of every operation. All that calls need at run time: `operations` stays out of their bundle. */
export const routes = {
  spawnAgent: "POST /agents",
  listAgents: "GET /agents",
  getAgent: "GET /agents/{agent_id}",
  cancelAgent: "DELETE /agents/{agent_id}",
  putMemory: "POST /memory",
  getMemory: "GET /memory",
  deleteMemory: "DELETE /memory",
  searchMemory: "POST /memory/search",
  listMemory: "GET /memory/list",
  listMemoryNamespaces: "GET /memory/namespaces",
  dedupeMemory: "POST /memory/dedupe",
  consolidateMemory: "POST /memory/consolidate",
  exportMemory: "GET /memory/export",
  importMemory: "POST /memory/import",
} as const satisfies Record<OperationId, string>;

/** The header that carries an idempotency key, for the operations that take one. */
export const idempotencyHeaders = {
  spawnAgent: "X-Idempotency-Key",
} as const satisfies Partial<Record<OperationId, string>>;
