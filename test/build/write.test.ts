import { mkdtemp, readdir, readFile, rm, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CannotWrite, writeAtomic } from '../../src/build/write.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'write-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a file is replaced whole, and nothing temporary is left beside it', async () => {
  const path = join(folder, 'deep/er/file.txt');
  await writeAtomic(path, 'old');
  await writeAtomic(path, 'new');
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(join(folder, 'deep/er'))).toEqual(['file.txt']);
});

test('a write that fails leaves the target as it was and removes its temporary file', async () => {
  const target = join(folder, 'occupied');
  await mkdir(join(target, 'inside'), { recursive: true });
  await expect(writeAtomic(target, 'text')).rejects.toThrow(CannotWrite);
  await expect(writeAtomic(target, 'text')).rejects.toThrow(
    /^\S+occupied cannot be written \(E\w+\): look at its permissions, and at the space that is left$/,
  );
  expect(await readdir(folder)).not.toContainEqual(expect.stringContaining('.tmp'));
  expect(await readdir(target)).toEqual(['inside']);
});
