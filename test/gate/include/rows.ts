// The literal rows of one keyword family: two schemas and the answer each way.

import { readdirSync, readFileSync } from 'node:fs';
import type { Dialect, Inclusion, Json } from '../../../src/gate/include/include.js';

export interface Row {
  readonly name: string;
  readonly a: Json;
  readonly b: Json;
  readonly aInB: Inclusion['result'];
  readonly bInA: Inclusion['result'];
  /** The section the answers rest on. */
  readonly cites: string;
}

export interface RowFile {
  readonly family: string;
  readonly dialect: Dialect;
  readonly rows: readonly Row[];
}

export function rowFiles(): readonly RowFile[] {
  const folder = new URL('.', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const family = name.replace(/\.json$/, '');
      const rows = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as readonly Row[];
      return { family, dialect: family === 'openapi-3.0' ? 'openapi-3.0' : '2020-12', rows };
    });
}
