// Where bytes come from: one folder on disk or one tree of a revision, and nothing outside it. No network, no shell.
import { execFile } from 'node:child_process';
import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, posix, relative, resolve, sep } from 'node:path';

import { LoadError } from './error.js';
import type { Source } from './read.js';
import { decode, maxBytes, parse } from './read.js';

/** A set of files that a document may consist of. */
export interface Files {
  /** Reads the document itself. */
  first(): Promise<{ readonly id: string; readonly source: Source }>;
  /** Reads a part, named by a relative path in the file with the given id; throws what is wrong with the reference. */
  part(from: string, path: string): Promise<{ readonly id: string; readonly source: Source }>;
}

const wayOut = 'Check the path, or take a revision: git:REV:path.';

function shown(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return (short.startsWith('..') || isAbsolute(short) ? path : short).split(sep).join('/');
}

/** A sentence why a part is refused; the caller adds where the reference stands. */
export class Refused extends Error {}

export function diskFiles(path: string, cwd: string): Files {
  const cache = new Map<string, Source>();
  let root = '';
  const read = async (real: string): Promise<Source> => {
    const known = cache.get(real);
    if (known !== undefined) return known;
    const file = shown(real, cwd);
    const found = await stat(real);
    if (!found.isFile()) throw new LoadError({ file, says: 'this is not a file', wayOut });
    if (found.size > maxBytes)
      throw new LoadError({
        file,
        says: `the file has ${found.size} bytes, more than the ${maxBytes} that are read`,
        wayOut: 'Split the document.',
      });
    const source = parse(decode(await readFile(real), file), file);
    cache.set(real, source);
    return source;
  };
  return {
    async first() {
      const absolute = resolve(cwd, path);
      let real: string;
      try {
        // The name people know is shown; the folder is the one the name really leads to.
        real = await realpath(absolute);
      } catch {
        throw new LoadError({ file: path, says: 'there is no such file', wayOut });
      }
      root = dirname(real);
      try {
        return { id: real, source: await read(real) };
      } catch (error) {
        if (error instanceof LoadError) throw error;
        throw new LoadError({ file: path, says: 'this file cannot be read', wayOut });
      }
    },
    async part(from, part) {
      let real: string;
      try {
        real = await realpath(join(dirname(from), part));
      } catch {
        throw new Refused('leads to no file');
      }
      if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep))
        throw new Refused("leads out of the document's folder");
      return { id: real, source: await read(real) };
    },
  };
}

export function gitFiles(revision: string, path: string, cwd: string): Files {
  const cache = new Map<string, Source>();
  const root = posix.dirname(path);
  const read = async (inside: string): Promise<Source> => {
    const known = cache.get(inside);
    if (known !== undefined) return known;
    const file = `git:${revision}:${inside}`;
    const bytes = await show(revision, inside, cwd, file);
    const source = parse(decode(bytes, file), file);
    cache.set(inside, source);
    return source;
  };
  return {
    async first() {
      const inside = posix.normalize(path);
      return { id: inside, source: await read(path.startsWith('./') ? `./${inside}` : inside) };
    },
    async part(from, part) {
      const inside = posix.join(posix.dirname(from), part);
      const steps = posix.relative(root, inside);
      if (steps.startsWith('..') || posix.isAbsolute(steps))
        throw new Refused("leads out of the document's folder");
      try {
        return { id: inside, source: await read(path.startsWith('./') ? `./${inside}` : inside) };
      } catch (error) {
        if (error instanceof LoadError && error.line === undefined) throw new Refused('leads to no file');
        throw error;
      }
    },
  };
}

function show(revision: string, path: string, cwd: string, file: string): Promise<Uint8Array> {
  const refused = (says: string) =>
    new LoadError({
      file,
      says,
      wayOut: 'Check the revision and the path (git show REV:path); a shallow clone may lack it.',
    });
  // A revision is a name; what starts with a dash would be an option.
  if (revision === '' || revision.startsWith('-')) return Promise.reject(refused('this is not a revision'));
  return new Promise((done, fail) => {
    execFile(
      'git',
      ['cat-file', 'blob', `${revision}:${path}`],
      { cwd, encoding: 'buffer', maxBuffer: maxBytes, timeout: 20_000 },
      (error, stdout, stderr) => {
        if (error === null) done(stdout);
        else {
          const said = stderr.toString().trim().split('\n')[0] ?? '';
          fail(refused(`git does not have it${said === '' ? '' : ` (${said})`}`));
        }
      },
    );
  });
}
