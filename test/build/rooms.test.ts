import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../src/build/project.js';

/** Who may know whom, and why. What is not listed knows nobody but itself. */
const arrows: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  client: { generated: 'wrappers hold no literal path: they take it from the operations' },
  mock: { generated: 'it serves the bundle' },
  docs: { generated: 'it renders the bundle' },
  build: {
    lint: 'the house rules are a step of the chain',
    gate: 'the gate against the last release is a step of the chain',
    docs: 'the reference is a step of the chain',
  },
  gate: {},
  lint: {},
};
const rooms = Object.keys(arrows);

const imports = /(?:from|import)\s*\(?\s*'(\.[^']+)'/g;

function arrowsOf(room: string): { file: string; to: string }[] {
  const folder = join(root, 'src', room);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(tsx?|js)$/.test(file),
  );
  return files.flatMap((file) => {
    const path = join(folder, file);
    const targets = [...readFileSync(path, 'utf8').matchAll(imports)].map((match) => match[1] ?? '');
    return targets.map((target) => {
      const parts = relative(root, resolve(dirname(path), target)).split(/[\\/]/);
      return { file: `src/${room}/${file}`, to: (parts[0] === 'src' ? parts[1] : parts[0]) ?? '' };
    });
  });
}

describe.each(rooms)('src/%s', (room) => {
  test('knows only the rooms it may know', () => {
    const allowed = new Set([room, ...Object.keys(arrows[room] ?? {})]);
    const forbidden = arrowsOf(room).filter(({ to }) => !allowed.has(to));
    expect(
      forbidden.map(({ file, to }) => `${file} → ${to}: ${room} may know ${[...allowed].join(', ')}`),
    ).toEqual([]);
  });
});

test('every room of src is in the table, and nothing else is there but the two entries', () => {
  const entries = readdirSync(join(root, 'src'), { withFileTypes: true });
  expect(
    entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort(),
  ).toEqual([...rooms].sort());
  expect(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .sort(),
  ).toEqual(['cli.ts', 'index.ts']);
});

test('the reader of imports sees an arrow that is there', () => {
  expect(arrowsOf('build').some(({ to }) => to === 'gate')).toBe(true);
});

test('no file has a name that says nothing', () => {
  const files = ['src', 'scripts', 'test'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }),
  );
  expect(files.filter((file) => /(^|[\\/])(utils?|helpers?|common|misc)(\.|[\\/]|$)/.test(file))).toEqual([]);
});
