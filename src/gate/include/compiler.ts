// Schemas as formulas, one per structure: schemas of equal canonical number become one node, whichever document they stand in.

import type { Canonical } from './canonical.js';
import { compile } from './compile.js';
import type { Node, Nodes } from './node.js';
import { withoutReferences } from './references.js';
import type { Schema } from './schema.js';

export interface Compiler {
  /** The schema exactly as its reading has it. */
  node(schema: Schema): Node;
}

export function createCompiler(nodes: Nodes, canonical: Canonical): Compiler {
  const known = new Map([
    [canonical.always, nodes.always],
    [canonical.never, nodes.never],
  ]);
  const node = (schema: Schema): Node => {
    const id = canonical.idOf(schema);
    let found = known.get(id);
    if (!found) {
      found = make(schema, id);
      known.set(id, found);
    }
    return found;
  };
  const make = (schema: Schema, id: number): Node => {
    const target = withoutReferences(schema);
    if (!target) return nodes.opaque(`loop ${id}`, `${schema.pointer} refers only to itself`);
    return nodes.schema(String(id), () => compile(target, nodes, node, node));
  };
  return { node };
}
