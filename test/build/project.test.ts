import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../src/build/project.js';

test('the project root is the folder that holds the contract', () => {
  expect(existsSync(join(root, 'openapi'))).toBe(true);
});
