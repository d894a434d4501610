// The folder of released documents: what is wrong with it is said, and never passes.
import { expect, test } from 'vitest';
import { readReleased, sha256 } from '../../../src/gate/release/released.js';

const one = '{"openapi":"3.1.0","info":{"title":"t","version":"1.0.0"},"paths":{}}\n';
const two = one.replace('1.0.0', '1.1.0');
const ten = one.replace('1.0.0', '1.10.0');
const entry = (text: string, date: string) => ({ date, sha256: sha256(text) });
const folder = (index: unknown, files: Record<string, string>) => ({
  folder: 'openapi/released',
  files: [
    ...(index === undefined
      ? []
      : [
          {
            name: 'index.json',
            text: typeof index === 'string' ? index : `${JSON.stringify(index, null, 2)}\n`,
          },
        ]),
    ...Object.entries(files).map(([name, text]) => ({ name, text })),
  ],
});
const index = {
  '1.0.0': entry(one, '2026-01-01'),
  '1.1.0': entry(two, '2026-02-01'),
  '1.10.0': entry(ten, '2026-03-01'),
};
const files = { '1.0.0.json': one, '1.1.0.json': two, '1.10.0.json': ten };

test('the releases come in the order of their numbers, not of their names', () => {
  const { released, problems } = readReleased(folder(index, files));
  expect(problems).toEqual([]);
  expect(released.map(({ version, date }) => `${version} ${date}`)).toEqual([
    '1.0.0 2026-01-01',
    '1.1.0 2026-02-01',
    '1.10.0 2026-03-01',
  ]);
});

const wrong = [
  {
    name: 'a released file edited',
    folder: folder(index, { ...files, '1.1.0.json': `${two} ` }),
    exitCode: 2,
    file: '1.1.0.json',
    line: 1,
    says: 'edited since',
  },
  {
    name: 'a released file gone',
    folder: folder(index, { '1.0.0.json': one, '1.10.0.json': ten }),
    exitCode: 2,
    file: 'index.json',
    line: 6,
    says: 'restore `1.1.0.json`',
  },
  {
    name: 'a file that is not listed',
    folder: folder(index, { ...files, '9.9.9.json': one }),
    exitCode: 2,
    file: '9.9.9.json',
    line: 1,
    says: 'not in index.json',
  },
  {
    name: 'an index that is no JSON',
    folder: folder('{', files),
    exitCode: 3,
    file: 'index.json',
    line: 1,
    says: 'not JSON',
  },
  {
    name: 'an index with a version twice',
    folder: folder('{"1.0.0":{},\n"1.0.0":{}}', files),
    exitCode: 3,
    file: 'index.json',
    line: 2,
    says: 'twice',
  },
  {
    name: 'an entry with an unknown key',
    folder: folder({ ...index, '1.0.0': { ...entry(one, '2026-01-01'), when: 1 } }, files),
    exitCode: 3,
    file: 'index.json',
    line: 5,
    says: 'unknown key `when`',
  },
  {
    name: 'a day that does not exist',
    folder: folder({ ...index, '1.0.0': entry(one, '2026-02-30') }, files),
    exitCode: 3,
    file: 'index.json',
    line: 3,
    says: 'must be a date that exists',
  },
  {
    name: 'days that run backwards',
    folder: folder({ ...index, '1.10.0': entry(ten, '2025-01-01') }, files),
    exitCode: 3,
    file: 'index.json',
    line: 10,
    says: 'before 1.1.0',
  },
  {
    name: 'a version that is none',
    folder: folder({ latest: entry(one, '2026-01-01') }, {}),
    exitCode: 3,
    file: 'index.json',
    line: 2,
    says: 'no version number',
  },
] as const;

test.each(wrong)(
  '$name: exit $exitCode, with file and line',
  ({ folder: given, exitCode, file, line, says }) => {
    const { problems } = readReleased(given);
    expect(problems.map((problem) => ({ ...problem, message: '' }))).toEqual([
      { exitCode, file: `openapi/released/${file}`, line, message: '' },
    ]);
    expect(problems[0]?.message).toContain(says);
  },
);

test('a folder without an index is a baseline without days', () => {
  const { released, problems } = readReleased(
    folder(undefined, { '1.0.0.json': one, 'v1.1.0.yaml': two, 'README.md': 'x' }),
  );
  expect(problems).toEqual([]);
  expect(released).toMatchObject([{ version: '1.0.0' }, { version: '1.1.0' }]);
  expect(released[1]).not.toHaveProperty('date');
});
