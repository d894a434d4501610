// The nearest known names to one that does not exist: every refusal of a name gives a way out.

/** Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`, ignoring case. */
function distance(a: string, b: string): number {
  const from = [...a.toLowerCase()];
  const to = [...b.toLowerCase()];
  let before: number[] = [];
  let row = to.map((_, column) => column).concat(to.length);
  for (const [i, character] of from.entries()) {
    const next = [i + 1];
    for (const [j, other] of to.entries()) {
      const same = character === other;
      let cost = Math.min((row[j] ?? 0) + (same ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1);
      if (i > 0 && j > 0 && character === to[j - 1] && from[i - 1] === other)
        cost = Math.min(cost, (before[j - 1] ?? 0) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row[to.length] ?? 0;
}

/**
 * At most `count` of the `known` names, nearest first: by edits per character of the longer name, so that a long name that
 * begins alike is nearer than a short one that has nothing in common. Names much farther than the nearest are left out, equals
 * keep their order. Input is cut to 200 characters.
 */
export function nearest(name: string, known: Iterable<string>, count = 3): string[] {
  const wanted = name.slice(0, 200);
  const measured = [...known]
    .map((candidate) => {
      const text = candidate.slice(0, 200);
      return { candidate, far: distance(wanted, text) / Math.max(wanted.length, text.length, 1) };
    })
    .sort((a, b) => a.far - b.far);
  const limit = (measured[0]?.far ?? 0) + 0.3;
  return measured
    .filter(({ far }) => far <= limit)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** ` Did you mean a, b or c?`, or nothing where no name is known. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const names = nearest(name, known);
  if (names.length === 0) return '';
  const last = names.pop();
  return ` Did you mean ${names.length > 0 ? `${names.join(', ')} or ` : ''}${last}?`;
}
