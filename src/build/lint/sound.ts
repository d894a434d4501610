// What a build alone asks of the sources before anything is made of them: readable files, references that lead somewhere.
import { BadContract } from '../bad-contract.js';
import { inOrder } from './finding.js';
import { checkReferences } from './references.js';
import { readSources } from './sources.js';

/**
 * Refuses sources that cannot be read or followed, so that nothing is fetched from a URL or read outside openapi/.
 * @throws {BadContract} with every such place.
 */
export async function refuseUnsound(root: string): Promise<void> {
  const sources = await readSources(root);
  const faults = sources.unreadable.length > 0 ? sources.unreadable : checkReferences(sources).broken;
  if (faults.length > 0) throw new BadContract(inOrder(faults));
}
