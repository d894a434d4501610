import { defineConfig } from 'vitest/config';

const lint = 'test/lint/**/*.test.ts';

export default defineConfig({
  test: {
    sequence: { shuffle: true },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['**/node_modules/**', lint],
        },
      },
      // Two dozen small files that all need Spectral, which takes half a second to load: they share it. Their rules have no state.
      { extends: true, test: { name: 'lint', include: [lint], isolate: false } },
    ],
  },
});
