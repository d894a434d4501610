// What Redocly may read: the files of openapi/. It follows not only `$ref` but `externalValue` and the mapping of a
// discriminator; a lint or a build neither asks the network nor opens what lies elsewhere.
import { realpathSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { BaseResolver, ResolveError } from '@redocly/openapi-core';

/** A resolver for the contract at `root`. What leads elsewhere is a reference that cannot be followed. */
export function localFiles(root: string): BaseResolver {
  const resolver = new BaseResolver();
  const load = resolver.loadExternalRef.bind(resolver);
  resolver.loadExternalRef = async (address) => {
    if (isInside(root, address)) return load(address);
    throw new ResolveError(new Error('it leads out of openapi/: copy what you need there and refer to that'));
  };
  return resolver;
}

function isInside(root: string, address: string): boolean {
  const below = [root, realpathSync(root)].map((base) => relative(join(base, 'openapi'), address));
  return (
    !/^[a-z][a-z0-9+.-]+:\/\//i.test(address) &&
    below.some((path) => path !== '..' && !path.startsWith(`..${sep}`))
  );
}
