// Where the mock finds the contract and its ready-made scenarios: at the same places in the repository and in the package.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The nearest folder above this file that holds a package.json. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the package of the mock is incomplete: no package.json above it');
    folder = parent;
  }
  return folder;
}

function scenarioFolder(): string {
  return join(packageRoot(), 'src/mock/scenarios');
}

/** There is no contract to mock. `message` is a sentence with a way out. */
export class NoBundle extends Error {
  override readonly name = 'NoBundle';
}

/** The bundled contract, parsed. Throws `NoBundle`. */
export function readBundle(folder = packageRoot()): unknown {
  const file = join(folder, 'generated/openapi.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new NoBundle(
      `${file} cannot be read as JSON (${(error as Error).message}): npm run build makes it anew`,
    );
  }
}

/** Names of the ready-made scenarios, sorted. */
export function scenarioNames(): string[] {
  return readdirSync(scenarioFolder())
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .sort();
}

/** The text of a ready-made scenario, and what messages call its file. Only for a name out of `scenarioNames`. */
export function readyMade(name: string): { text: string; fileName: string } {
  return {
    text: readFileSync(join(scenarioFolder(), `${name}.yaml`), 'utf8'),
    fileName: `scenarios/${name}.yaml`,
  };
}
