// Which wrapper methods call an operation, read from the wrappers' own text: a report can then say `agents.spawn` where
// the contract says `spawnAgent`, and no list has to be kept.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A method of a wrapper class: indented by two, and not a word that opens a block. */
const methodLine =
  /^ {2}(?:async )?(?!if|for|while|switch|catch|return|constructor)(#?[a-z][A-Za-z]*)(?:<[^>]*>)?\(/;
const callOf = /\bcall(?:<[^(]*>)?\(\s*this\.#transport,\s*'([A-Za-z]+)'/g;
const ownCall = /\bthis\.(#?[a-z][A-Za-z]*)\(/g;

/** Operation id → methods, as `agents.spawn`, for one wrapper's source. A method that calls another reaches its operations too. */
export function methodsIn(source: string, resource: string): ReadonlyMap<string, readonly string[]> {
  const bodies = new Map<string, string>();
  let current: string | undefined;
  for (const line of source.split('\n')) {
    const name = methodLine.exec(line)?.[1];
    if (name !== undefined) current = name;
    if (current !== undefined) bodies.set(current, `${bodies.get(current) ?? ''}${line}\n`);
  }
  const reached = new Map<string, Set<string>>();
  for (const [name, body] of bodies)
    reached.set(name, new Set([...body.matchAll(callOf)].map((found) => `${found[1]}`)));
  for (let changed = true; changed; ) {
    changed = false;
    for (const [name, body] of bodies)
      for (const [, other] of body.matchAll(ownCall))
        for (const operation of reached.get(`${other}`) ?? [])
          if (reached.get(name)?.has(operation) === false) {
            reached.get(name)?.add(operation);
            changed = true;
          }
  }
  const methods = new Map<string, string[]>();
  for (const [name, operations] of reached)
    if (!name.startsWith('#'))
      for (const operation of operations)
        methods.set(operation, [...(methods.get(operation) ?? []), `${resource}.${name}`]);
  return methods;
}

/** The methods of every wrapper at `root`, by operation id. */
export async function wrapperMethods(root: string): Promise<(operation: string) => readonly string[]> {
  const folder = join(root, 'src/client');
  const names = (await readdir(folder)).filter((name) => /^(agents|memory)\.ts$/.test(name));
  const all = await Promise.all(
    names.map(async (name) =>
      methodsIn(await readFile(join(folder, name), 'utf8'), name.slice(0, -'.ts'.length)),
    ),
  );
  return (operation) => all.flatMap((methods) => methods.get(operation) ?? []);
}
