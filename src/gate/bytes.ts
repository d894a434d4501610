// Bodies without the data model of JSON, of which a schema only says that they are bytes or text: in 3.0 `type: string`,
// `format: binary`, in 3.1 an empty schema or none (OpenAPI 3.1.1 §4.8.14.3, "Binary Streams", and §4.8.24.2).
import type { Json } from './include/json.js';
import type { MediaType, Side } from './normalize.js';
import { annotations } from './schema/keyword.js';
import { conjuncts } from './schema/view.js';
import type { Sides } from './surfaces.js';

/** Whether both sides say nothing of a body but that it is one. */
export function areBytes(sides: Sides, base: MediaType, head: MediaType): boolean {
  if (/json|xml|form/.test(base.type)) return false;
  const [one, other] = [saidOf(sides.base, base), saidOf(sides.head, head)];
  if (one === undefined || other === undefined) return false;
  return isOpaque(base.type) || one === 'binary' || other === 'binary';
}

const isOpaque = (type: string): boolean =>
  /^(text|image|audio|video|font)\/|^application\/octet-stream/.test(type);

/** `binary` where that is said, undefined where more is. */
function saidOf(side: Side, { schema }: MediaType): 'binary' | 'nothing' | undefined {
  const all = schema === undefined ? [] : conjuncts(side, [schema]);
  if (all === undefined) return undefined;
  const says = (keyword: string, value: Json | undefined): boolean =>
    (annotations.has(keyword) && keyword !== 'contentEncoding') ||
    keyword.startsWith('x-') ||
    (keyword === 'type' && value === 'string') ||
    (keyword === 'format' && value === 'binary');
  if (!all.every((one) => Object.entries(one.schema).every(([keyword, value]) => says(keyword, value))))
    return undefined;
  return all.some((one) => one.schema['format'] === 'binary') ? 'binary' : 'nothing';
}
