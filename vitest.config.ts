import { defineConfig } from 'vitest/config';

const lint = 'test/lint/**/*.test.ts';
const contract = 'test/contract/**/*.test.ts';

export default defineConfig({
  test: {
    sequence: { shuffle: true },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: '100%', // vitest leaves one processor to itself, and on a machine with two then runs one file after the other
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['**/node_modules/**', lint, contract],
        },
      },
      // Two dozen small files that all need Spectral, which takes half a second to load: they share it. Their rules have no state.
      { extends: true, test: { name: 'lint', include: [lint], isolate: false } },
      // The same for Prism and the mock of the contract: one of each per worker. What a test plays, it plays on a mock of its own.
      { extends: true, test: { name: 'contract', include: [contract], isolate: false } },
    ],
  },
});
