// Objects of both documents that are the same one, and say it in other words.

export interface Wording {
  readonly base: string;
  readonly head: string;
  readonly fields: readonly string[];
}

/** A list in which every pair stands once. */
export function wordings(): {
  readonly wording: readonly Wording[];
  readonly tell: (found: readonly Wording[]) => void;
} {
  const wording: Wording[] = [];
  const told = new Set<string>();
  const tell = (found: readonly Wording[]): void => {
    for (const one of found) {
      const key = `${one.base} ${one.head}`;
      if (told.has(key)) continue;
      told.add(key);
      wording.push(one);
    }
  };
  return { wording, tell };
}
