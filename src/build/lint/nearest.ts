// The known name that a misspelt one most likely means: a message that refuses a name gives a way out.
import leven from 'leven';

/** `: did you mean \`x\`?`, or nothing where no known name is close. Letters' case does not count. */
export function didYouMean(name: string, known: Iterable<string>): string {
  let best: { candidate: string; edits: number } | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) > farthest(name)) continue;
    const edits = leven(name.toLowerCase(), candidate.toLowerCase());
    if (edits <= farthest(name) && (!best || edits < best.edits)) best = { candidate, edits };
  }
  return best ? `: did you mean \`${best.candidate}\`?` : '';
}

/** Half the letters changed make another word. */
function farthest(name: string): number {
  return name.length > 100 ? 0 : Math.floor(name.length / 3);
}
