// The libraries behind patterns and formats, loaded once a question turns on them: most changes never need either.

import { areFormatsLoaded, loadFormats, wantsFormats } from './format.js';
import { arePatternsLoaded, loadPatterns, wantsPatterns } from './pattern.js';

/** Whether something could not be told for want of a library. */
export function wantsLibraries(): boolean {
  return wantsPatterns() || wantsFormats();
}

export async function loadLibraries(): Promise<void> {
  if (wantsPatterns()) await loadPatterns();
  if (wantsFormats()) await loadFormats();
}

/** How many are loaded: a value found without one need not be the one found with it. */
export function librariesLoaded(): number {
  return Number(areFormatsLoaded()) + Number(arePatternsLoaded());
}
