// The address of everything on the page. An address is made of names alone, never of a position, so that a link
// survives an edit elsewhere; what two things cannot share is kept apart by a hash of
// their names: of two that read alike, the one that stands first keeps the plain address.
import { createHash } from 'node:crypto';

/** Things of different kinds never share an address, whatever their names. */
export type AnchorKind =
  | 'operation'
  | 'type'
  | 'group'
  | 'error'
  | 'error-header'
  | 'status'
  | 'promise'
  | 'release';

export interface Anchors {
  /** The id of a thing: the same kind and names give the same id; others never do. */
  readonly of: (kind: AnchorKind, ...names: readonly string[]) => string;
  /** True for an id that stands on the page. */
  readonly has: (id: string) => boolean;
}

/** One page's addresses. `fixed` are the ids that the page itself uses. */
export function createAnchors(fixed: readonly string[]): Anchors {
  const owners = new Map<string, string>(fixed.map((id) => [id, 'the page']));
  return {
    of: (kind, ...names) => {
      const owner = JSON.stringify([kind, ...names]);
      const plain = [...(kind === 'operation' ? [] : [kind]), ...names].map(slug).join('-');
      for (const id of [plain, `${plain}-${hash(owner)}`]) {
        const holder = owners.get(id);
        if (holder === undefined) owners.set(id, owner);
        if (holder === undefined || holder === owner) return id;
      }
      throw new Error(`no address is left for ${owner}`);
    },
    has: (id) => owners.has(id),
  };
}

/** A name as part of an id: ids hold no white space (HTML §3.2.6), and plain letters need no escape in a link. */
function slug(name: string): string {
  const kept = name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+|-+$/g, '');
  if (kept === name && /^[A-Za-z0-9]/.test(name)) return name;
  const readable = kept.slice(0, 40) || 'x';
  return `${readable}-${hash(name)}`;
}

function hash(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 6);
}
