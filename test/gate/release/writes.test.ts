// Several files, all or none: what a release does to the disk when something is in the way.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeAll } from '../../../src/gate/release/writes.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'writes-'));
  writeFileSync(join(root, 'a'), 'old a');
  writeFileSync(join(root, 'gone'), 'old gone');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('files are written, new folders made, and files taken away', async () => {
  await writeAll(
    root,
    new Map([
      ['a', 'new a'],
      ['deep/b', 'new b'],
      ['gone', null],
    ]),
  );
  expect(readFileSync(join(root, 'a'), 'utf8')).toBe('new a');
  expect(readFileSync(join(root, 'deep/b'), 'utf8')).toBe('new b');
  expect(existsSync(join(root, 'gone'))).toBe(false);
  expect(readdirSync(root).sort()).toEqual(['a', 'deep']);
});

test('a target that cannot be replaced leaves every file as it was, and no temporary file', async () => {
  mkdirSync(join(root, 'z'));
  writeFileSync(join(root, 'z/inside'), '');
  await expect(
    writeAll(
      root,
      new Map([
        ['a', 'new a'],
        ['gone', null],
        ['new', 'n'],
        ['z', 'a folder stands here'],
      ]),
    ),
  ).rejects.toThrow();
  expect(readFileSync(join(root, 'a'), 'utf8')).toBe('old a');
  expect(readFileSync(join(root, 'gone'), 'utf8')).toBe('old gone');
  expect(readdirSync(root).sort()).toEqual(['a', 'gone', 'z']);
});
