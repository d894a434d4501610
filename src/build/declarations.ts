// Declarations for dist/: one readable file per entry, everything it needs inside, for ESM and CommonJS alike.
import { writeFileSync } from 'node:fs';
import { generateDtsBundle } from 'dts-bundle-generator';

/** Packages whose types the public surface shows; they are written into the file, since nothing is installed beside it. */
export const inlinedTypes: readonly string[] = ['openapi-fetch', 'openapi-typescript-helpers'];

/**
 * `using` needs these two symbols in the types, and plain ES2022 + DOM does not know them. Declared alike wherever they
 * are, as @types/node does it, so that a newer `lib` merges with this.
 */
const disposal = `declare global {
  interface SymbolConstructor {
    readonly dispose: unique symbol;
    readonly asyncDispose: unique symbol;
  }
  interface Disposable {
    [Symbol.dispose](): void;
  }
  interface AsyncDisposable {
    [Symbol.asyncDispose](): PromiseLike<void>;
  }
}
`;

/**
 * The declarations of each entry file, in the order given. `scratch` is where a derived configuration may be written.
 * The generator sees the entries alone, without the ambient declarations beside them, and has no say about correctness:
 * the type check of the whole project has.
 */
export function declarationsOf(entries: readonly string[], tsconfig: string, scratch: string): string[] {
  writeFileSync(scratch, JSON.stringify({ extends: tsconfig, compilerOptions: { noImplicitAny: false } }));
  const bundles = generateDtsBundle(
    entries.map((filePath) => ({
      filePath,
      libraries: { inlinedLibraries: [...inlinedTypes] },
      output: { noBanner: true, exportReferencedTypes: false, sortNodes: false, inlineDeclareGlobals: true },
    })),
    { preferredConfigPath: scratch },
  );
  return bundles.map((text) =>
    /\[Symbol\.(?:async)?[dD]ispose\]|\bAsyncDisposable\b/.test(text) ? `${text}\n${disposal}` : text,
  );
}
