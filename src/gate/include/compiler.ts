// Schemas as formulas, one per structure: schemas of equal canonical number become one node, whichever document they stand in.

import type { Canonical } from './canonical.js';
import { compile } from './compile.js';
import type { Node, Nodes } from './node.js';
import type { Schema } from './schema.js';

export interface Compiler {
  /** The schema exactly as its reading has it. */
  node(schema: Schema): Node;
}

export function createCompiler(nodes: Nodes, canonical: Canonical): Compiler {
  const node = (schema: Schema): Node => {
    const id = canonical.idOf(schema);
    if (id === canonical.always) return nodes.always;
    if (id === canonical.never) return nodes.never;
    return nodes.schema(String(id), () => compile(schema, nodes, node, node));
  };
  return { node };
}
