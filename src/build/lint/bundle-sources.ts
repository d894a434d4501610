// The bundle to lint: as the build makes it, but without the example files that have findings of their own.
import { BadContract, type Fault } from '../bad-contract.js';
import { type Bundle, bundleContract } from '../bundle.js';
import type { Example } from '../examples.js';
import type { Sources } from './sources.js';

/** The bundle, or why there is none: faults of the sources, or an error on a structure that nothing could be made of. */
export type Bundled =
  | { readonly bundle: Bundle }
  | { readonly faults: readonly Fault[]; readonly odd?: unknown };

/** Bundles the contract at `root`, or says why it cannot. `skip` names example files to leave out. */
export async function bundleSources(
  root: string,
  sources: Sources,
  skip: ReadonlySet<string>,
): Promise<Bundled> {
  try {
    return { bundle: await bundleContract(root, examplesOf(sources, skip)) };
  } catch (error) {
    if (error instanceof BadContract) return { faults: error.faults };
    // The build reads a contract whose structure is sound; where it is not, the structural rules say so.
    return { faults: [], odd: error };
  }
}

function examplesOf(sources: Sources, skip: ReadonlySet<string>): Example[] {
  return [...sources.files.values()]
    .filter(({ file }) => file.startsWith('openapi/examples/') && file.endsWith('.json') && !skip.has(file))
    .map(({ file, data }) => {
      const [operationId = '', ...rest] = file.slice('openapi/examples/'.length, -'.json'.length).split('.');
      return { file, operationId, case: rest.join('.'), content: data as Example['content'] };
    });
}
